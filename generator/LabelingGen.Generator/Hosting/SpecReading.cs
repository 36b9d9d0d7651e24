using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Hosting;

/// <summary>A spec and what was read of it, with positions.</summary>
internal sealed record SpecReading(SpecInput Input, ReadResult Result);

/// <summary>What the plan of a spec is made of; equal by value, without a position.</summary>
internal sealed record SpecModel(ApiModel? Model, string Namespace, string ClientName);
