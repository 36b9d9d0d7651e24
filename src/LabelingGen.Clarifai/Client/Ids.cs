namespace LabelingGen.Clarifai;

/// <summary>Refuses ids that would name nothing.</summary>
internal static class Ids
{
    public static string Of(string? id, string name) => string.IsNullOrWhiteSpace(id)
        ? throw new ArgumentException($"The {name} must not be empty.", name)
        : id;
}
