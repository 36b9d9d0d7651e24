using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

internal sealed partial class TypePlanner
{
    private static readonly string[] EnumMembers =
    {
        "Clone", "Equals", "Finalize", "GetHashCode", "GetType", "IsKnown", "JsonCodec", "Known", "MemberwiseClone",
        "PrintMembers", "Read", "ReferenceEquals", "ToString", "Value", "Write",
    };

    private EnumPlan PlanEnum(EnumSchema schema, string name)
    {
        List<EnumValue> values = schema.Values.GroupBy(value => value.Json).Select(group => group.First()).ToList();
        NameScope scope = new();
        scope.Reserve(name);
        foreach (string member in EnumMembers)
            scope.Reserve(member);
        string[] names = MemberNames.Assign(
            values.Select(value => (Text(value.Json), value.PreferredName)).ToList(), scope, new[] { "Value", "Option", "Constant" });
        // Names that differ from the plain one because another value already had it are worth a look by the author.
        for (int i = 0; i < names.Length; i++)
        {
            string plain = values[i].PreferredName is { } preferred ? Identifier.Preferred(preferred) : Identifier.Pascal(Text(values[i].Json));
            if (names[i] != plain && names.Contains(plain))
                _diagnostics.Add(new PlanDiagnostic(
                    Rules.EnumNamesCollide.Id, Pointer, EquatableArray.Create(name, values[i].Json, plain, names[i])));
        }

        return new EnumPlan(_options.Namespace, name, schema.Kind, values.Select((value, i) =>
            new EnumMemberPlan(names[i], value.Json, value.Description, value.Deprecated)).ToEquatableArray());
    }

    /// <summary>The text a name is made of: a JSON string without quotes and escapes, a number as it is written.</summary>
    private static string Text(string json) => json.Length > 1 && json[0] == '"' ? JsonText.Unescape(json) : json;
}
