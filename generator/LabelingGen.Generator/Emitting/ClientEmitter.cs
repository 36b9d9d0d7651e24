using LabelingGen.Generator.Emitting.Clients;
using LabelingGen.Generator.Emitting.Enums;
using LabelingGen.Generator.Emitting.Models;
using LabelingGen.Generator.Emitting.Unions;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting;

/// <summary>Writes the file of one unit of a plan.</summary>
internal static class ClientEmitter
{
    public static (string HintName, string Text) Emit(UnitPlan unit)
    {
        if (unit is ClientUnitPlan client)
            return (unit.HintName, ClientUnitEmitter.Emit(client));
        CodeWriter body = new();
        switch (unit)
        {
            case ModelPlan plan:
                ModelEmitter.Write(body, plan);
                break;
            case EnumPlan plan:
                EnumEmitter.Write(body, plan);
                break;
            case UnionPlan plan:
                UnionEmitter.Write(body, plan);
                break;
            default:
                throw new ArgumentException($"There is no writer for {unit.GetType().Name}.", nameof(unit));
        }

        string text = body.Finish();
        CodeWriter head = new();
        head.Header(unit);
        TypeText.Usings(head, text);
        return (unit.HintName, head.Finish() + text);
    }
}
