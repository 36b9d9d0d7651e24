using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Cli;

/// <summary>
/// What users see of the client that is generated from a document: the plan of its code, with the way back to the document.
/// </summary>
internal sealed class ClientSurface
{
    private readonly PositionIndex _positions;
    private readonly Dictionary<string, string> _places;

    private ClientSurface(ApiModel model, ClientPlan plan, PositionIndex positions)
    {
        _positions = positions;
        Model = model;
        Root = plan.Units.OfType<RootClientPlan>().Single();
        Types = plan.Units.Where(unit => unit is TypePlan or JobPlan).ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        Exceptions = [.. plan.Units.OfType<ErrorsPlan>().SelectMany(errors => errors.Classes).Select(error => error.Name)];
        ILookup<bool, SurfaceMethod> methods = Collect(plan).ToLookup(method => method.Plan.Internal);
        Methods = [.. methods[false]];
        InternalMethods = [.. methods[true]];
        _places = PlacesOfInlineTypes();
    }

    public ApiModel Model { get; }

    public RootClientPlan Root { get; }

    /// <summary>Models, enums, unions and jobs by name.</summary>
    public IReadOnlyDictionary<string, UnitPlan> Types { get; }

    public IReadOnlyList<string> Exceptions { get; }

    /// <summary>The public methods, those of an operation beside each other.</summary>
    public IReadOnlyList<SurfaceMethod> Methods { get; }

    /// <summary>The methods that only partial classes see (<c>x-internal</c>).</summary>
    public IReadOnlyList<SurfaceMethod> InternalMethods { get; }

    /// <param name="read">A document that could be read.</param>
    /// <param name="options">Namespace and client; the same for both documents.</param>
    public static ClientSurface Of(ReadResult read, ApiModel model, PlanOptions options, CancellationToken cancellationToken) =>
        new(model, Generator.Hosting.Generation.Plan(model, options, cancellationToken), read.Positions);

    /// <summary>The place of an operation, or of one of its parameters.</summary>
    public SpecPlace PlaceOf(SurfaceMethod method, string? parameter = null) => Place(parameter is null
        ? _positions.Pointer(method.Operation.Id)
        : _positions.ParameterPointer(method.Operation.Id, parameter));

    /// <summary>The place of a type, or of a property of it.</summary>
    public SpecPlace PlaceOf(UnitPlan type, string? property = null)
    {
        string pointer = (type as TypePlan)?.SchemaId ?? _places.GetValueOrDefault(type.Name, "#");
        return Place(property is null ? pointer : PropertyOf(pointer, property));
    }

    public SpecPlace PlaceOfDocument() => Place("#");

    /// <summary>
    /// A type that is declared where it is used has its place there: at the first property, parameter or operation that uses it, itself or
    /// through others of its kind.
    /// </summary>
    private Dictionary<string, string> PlacesOfInlineTypes()
    {
        Dictionary<string, string> places = new(StringComparer.Ordinal);
        void Note(TypeUse? use, string pointer)
        {
            for (; use is not null; use = use.Element)
            {
                if (use.PlanName is { } name && places.TryAdd(name, pointer))
                    NoteParts(Types.GetValueOrDefault(name) as TypePlan, pointer);
            }
        }

        void NoteParts(TypePlan? type, string pointer)
        {
            foreach (VariantPlan variant in type is UnionPlan { SchemaId: null } union ? union.Variants : EquatableArray<VariantPlan>.Empty)
                Note(variant.Use, pointer);
            foreach (PropertyPlan property in type is ModelPlan { SchemaId: null } model
                ? model.Properties
                : EquatableArray<PropertyPlan>.Empty)
                Note(property.Use, PropertyOf(pointer, property.JsonName));
        }

        foreach (ModelPlan model in Types.Values.OfType<ModelPlan>().Where(model => model.SchemaId is not null))
        {
            foreach (PropertyPlan property in model.Properties)
                Note(property.Use, PropertyOf(model.SchemaId!, property.JsonName));
        }

        foreach (SurfaceMethod method in Methods)
        {
            foreach (ValuePlan value in method.Values)
                Note(value.Type, _positions.ParameterPointer(method.Operation.Id, value.WireName));
            Note(method.Plan.Body?.Type, _positions.Pointer(method.Operation.Id));
            Note(method.Plan.Result.Type, _positions.Pointer(method.Operation.Id));
            if (method.Plan.Job is { } job)
                places.TryAdd(job.ClassName, _positions.Pointer(method.Operation.Id));
        }

        return places;
    }

    private static string PropertyOf(string pointer, string property) => $"{pointer}/properties/{JsonPointer.Escape(property)}";

    private SpecPlace Place(string pointer)
    {
        (string file, SourceSpan span) = _positions.Find(pointer);
        return new SpecPlace(file, span.StartLine + 1, span.StartColumn + 1);
    }

    private IEnumerable<SurfaceMethod> Collect(ClientPlan plan)
    {
        Dictionary<(string, string), Operation> operations =
            Model.Operations.ToDictionary(operation => (operation.Method, operation.Path));
        Dictionary<string, RequestOptionsPlan> options = plan.Units.OfType<RequestOptionsPlan>().ToDictionary(
            unit => unit.Name, StringComparer.Ordinal);
        Dictionary<string, string> properties = Root.SubClients.ToDictionary(
            use => use.ClassName, use => use.PropertyName + ".", StringComparer.Ordinal);
        IEnumerable<(string Access, MethodPlan Plan)> methods = plan.Units.OfType<SubClientPlan>()
            .SelectMany(client => client.Methods.Select(method => (properties[client.Name], method)))
            .Concat(Root.Methods.Select(method => ("", method)));
        foreach ((string access, MethodPlan method) in methods)
        {
            IEnumerable<ValuePlan> optional = method.Options is { } use ? options[use.ClassName].Values : method.Optional;
            yield return new SurfaceMethod(
                operations[(method.Call.Method, method.Call.Path)], access + method.Name, method, [.. method.Arguments, .. optional]);
        }
    }
}
