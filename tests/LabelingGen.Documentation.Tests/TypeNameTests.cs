using System.Reflection;
using LabelingGen.Annotations;
using LabelingGen.Core;

namespace LabelingGen.Documentation.Tests;

/// <summary>
/// A user imports several of our namespaces, and those that every project imports: a name should mean one type in all of them.
/// </summary>
public sealed class TypeNameTests
{
    /// <summary>
    /// The vendors' own words for other things, which a rename would make harder to find in the vendor's documentation. The README names
    /// them, and how they are told apart.
    /// </summary>
    private static readonly string[] KnownDoubles =
        ["FastLabel.AttributeDefinition", "LabelStudio.Annotation", "Scale.VideoTrack"];

    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly Assembly[] Vendors =
    [
        typeof(Clarifai.ClarifaiClient).Assembly, typeof(FastLabel.FastLabelClient).Assembly,
        typeof(LabelStudio.LabelStudioClient).Assembly, typeof(Nucleus.NucleusClient).Assembly, typeof(Scale.ScaleClient).Assembly,
    ];

    [Fact]
    public void Vendors_have_no_other_types_of_a_name_that_shapes_or_the_runtime_have()
    {
        HashSet<string> shared = [.. Names(typeof(Annotation).Assembly), .. Names(typeof(ApiException).Assembly)];
        IEnumerable<string> doubles = Vendors.SelectMany(vendor => Names(vendor).Where(shared.Contains)
            .Select(name => $"{vendor.GetName().Name!["LabelingGen.".Length..]}.{name}"));
        doubles.Order(StringComparer.Ordinal).ShouldBe(KnownDoubles);
    }

    /// <summary>But for the bodies that generated code sends: who writes one by hand calls it by its full name.</summary>
    [Fact]
    public void No_type_has_a_name_that_every_project_imports()
    {
        // The assemblies that a project is compiled against pass on the types that are public in them.
        string[] assemblies = ["System.Runtime", "System.Collections", "System.Linq", "System.Net.Http", "System.Threading"];
        IEnumerable<Type> imported = assemblies.Select(Assembly.Load)
            .SelectMany(assembly => assembly.GetExportedTypes().Concat(assembly.GetForwardedTypes()));
        HashSet<string> names =
            [.. imported.Where(type => !type.IsNested && ImplicitUsings.Contains(type.Namespace)).Select(type => type.Name)];
        names.Count.ShouldBeGreaterThan(300);
        ((Assembly[])[.. Vendors, typeof(Annotation).Assembly, typeof(ApiException).Assembly]).SelectMany(Names).Where(names.Contains)
            .ShouldBe([nameof(Core.MultipartContent)]);
    }

    [Fact]
    public void The_readme_names_the_known_doubles()
    {
        string readme = Documents.Read("README.md");
        foreach (string known in KnownDoubles)
            readme.ShouldContain($"`{known}`");
        readme.ShouldContain("`using Labels = LabelingGen.Annotations;`");
    }

    /// <summary>
    /// The names of public types, with their number of type parameters, but for the messages that protoc answers for.
    /// </summary>
    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => !type.IsNested && type.Namespace != "LabelingGen.Clarifai.Protobuf").Select(type => type.Name);
}
