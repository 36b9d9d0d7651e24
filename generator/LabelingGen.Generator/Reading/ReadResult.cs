using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading;

/// <param name="Model"><see langword="null"/> where the document could not be read at all; a diagnostic says why.</param>
/// <param name="Positions">Where things stand. Not part of the model, so that a moved line changes no output.</param>
internal sealed record ReadResult(ApiModel? Model, EquatableArray<SpecDiagnostic> Diagnostics, PositionIndex Positions);
