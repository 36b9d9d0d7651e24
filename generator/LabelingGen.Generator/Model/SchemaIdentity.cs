namespace LabelingGen.Generator.Model;

/// <summary>Tells schemas apart by where they came from: two that say the same are two.</summary>
internal sealed class SchemaIdentity : IEqualityComparer<Schema>
{
    public static readonly SchemaIdentity Comparer = new();

    private SchemaIdentity()
    {
    }

    public bool Equals(Schema? x, Schema? y) => ReferenceEquals(x, y);

    public int GetHashCode(Schema obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
}
