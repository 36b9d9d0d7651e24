using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Grpc;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Protobuf;
using LabelingGen.Generator.Tests.Clients;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// A fault of the generator itself is one diagnostic with the place in the spec, and the rest is emitted: line 38 of the security
/// checklist. The faults are made with models no reader makes.
/// </summary>
public class FaultTests
{
    private const string Document = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        paths:
          /pets: { get: { operationId: listPets, responses: { '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
          /cats: { get: { operationId: listCats, responses: { '200': { description: x } } } }
        components:
          schemas:
            Pet: { type: object, properties: { name: { type: string } } }
            Owner: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' } } }
        """;

    private static readonly PlanOptions Options = new("Test.Api", "TestClient", EquatableArray<HandWrittenType>.Empty);

    [Fact]
    public void A_type_that_cannot_be_planned_costs_only_itself()
    {
        ApiModel model = Read();
        NamedSchema broken = new(
            "#/components/schemas/Pet", "Pet", new ObjectSchema(EquatableArray.Create(new Property("name", null!, false))));

        ClientPlan plan = Generation.Plan(
            model with { Schemas = model.Schemas.Select(schema => schema.Name == "Pet" ? broken : schema).ToEquatableArray() }, Options,
            CancellationToken.None);

        PlanDiagnostic fault = plan.Diagnostics.ShouldHaveSingleItem();
        (fault.Id, fault.Pointer).ShouldBe(("LG9001", "#/components/schemas/Pet"));
        Compile(plan).ShouldBeEmpty();
        plan.Units.Select(unit => unit.Name).ShouldContain("Owner");
    }

    [Fact]
    public void An_operation_that_cannot_be_planned_costs_only_itself()
    {
        ApiModel model = Read();
        Operation broken = model.Operations[1] with
        {
            Parameters = EquatableArray.Create(new Parameter("a", ParameterLocation.Query, null!, true, ParameterStyle.Form, true)),
        };

        ClientPlan plan = Generation.Plan(
            model with { Operations = EquatableArray.Create(model.Operations[0], broken) }, Options, CancellationToken.None);

        PlanDiagnostic fault = plan.Diagnostics.ShouldHaveSingleItem();
        (fault.Id, fault.Pointer).ShouldBe(("LG9001", "GET /cats"));
        Compile(plan).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_cannot_be_written_costs_only_itself()
    {
        (string? text, SpecDiagnostic? fault) = Generation.Emit(
            new GrpcClientPlan("Test.Api", "Odd", null, EquatableArray<GrpcMethodPlan>.Empty));

        text.ShouldBeNull();
        fault!.Id.ShouldBe("LG9001");
        fault.Message.ShouldContain("Odd");
    }

    [Fact]
    public void Faults_of_the_protobuf_half_are_diagnostics_too()
    {
        ProtoInput input = new(EquatableArray.Create(new SpecFile("a.proto", null!)), null, "Test.Api", "TestClient");
        GrpcGeneration.Read(input, CancellationToken.None).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("LG9001");

        GrpcStep step = GrpcGeneration.Prepare(
            input with { Overlay = new SpecFile("rules.yaml", null!) }, ProtoModel.Empty, CancellationToken.None);
        GrpcGeneration.Plan(step).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("LG9001");
        GrpcGeneration.Plan(step with { Model = null!, Fault = null }).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("LG9001");

        GrpcMethodPlan method = new("A", null!, "A", "A", "A", false, false);
        GrpcFile file = GrpcGeneration.Emit(new GrpcClientPlan("Test.Api", "Odd", null, EquatableArray.Create(method)));
        (file.Text, file.Fault?.Id).ShouldBe((null, "LG9001"));
    }

    [Fact]
    public void Cancellation_passes_every_stage()
    {
        CancellationToken cancelled = new(canceled: true);
        SpecFile proto = new("a.proto", "syntax = \"proto3\"; message A { }");
        ProtoInput input = new(
            EquatableArray.Create(proto), new SpecFile("rules.yaml", "x-grpc: { clients: [] }"), "Test.Api", "TestClient");
        SpecInput spec = new(new SpecSet(new SpecFile("a.yaml", Document)), ReadOptions.Default, "Test.Api", "TestClient");

        Should.Throw<OperationCanceledException>(() => Generation.Read(spec, cancelled));
        Should.Throw<OperationCanceledException>(() => Generation.Plan(Read(), Options, cancelled));
        Should.Throw<OperationCanceledException>(() => GrpcGeneration.Read(input, cancelled));
        Should.Throw<OperationCanceledException>(() => GrpcGeneration.Prepare(input, ProtoModel.Empty, cancelled));
    }

    private static ApiModel Read() => SpecReading.Read(Document).Model!;

    private static IReadOnlyList<string> Compile(ClientPlan plan) => new GeneratedClient(
        plan.Units.Select(unit => (unit.Name, Generation.Emit(unit).Text!)).ToDictionary(file => file.Name, file => file.Item2),
        EquatableArray<SpecDiagnostic>.Empty, plan.Diagnostics).Compile();
}
