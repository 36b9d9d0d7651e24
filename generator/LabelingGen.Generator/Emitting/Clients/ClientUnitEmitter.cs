using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes the files of a client that are no models.</summary>
internal static class ClientUnitEmitter
{
    /// <summary>The text of a unit's file.</summary>
    public static string Emit(ClientUnitPlan unit)
    {
        CodeWriter code = new();
        Write(code, unit);
        return ShortNames.Resolve(unit, code.Finish());
    }

    private static void Write(CodeWriter code, ClientUnitPlan unit)
    {
        switch (unit)
        {
            case SubClientPlan plan:
                SubClientEmitter.Write(code, plan);
                break;
            case RootClientPlan plan:
                RootClientEmitter.Write(code, plan);
                break;
            case ClientOptionsPlan plan:
                ClientOptionsEmitter.Write(code, plan);
                break;
            case CredentialsPlan plan:
                CredentialsEmitter.Write(code, plan);
                break;
            case ErrorsPlan plan:
                ErrorsEmitter.Write(code, plan);
                break;
            case RequestOptionsPlan plan:
                RequestOptionsEmitter.Write(code, plan);
                break;
            case JobPlan plan:
                JobEmitter.Write(code, plan);
                break;
            case ServiceCollectionPlan plan:
                ServiceCollectionEmitter.Write(code, plan);
                break;
            case ResponseHeadersPlan plan:
                ResponseHeadersEmitter.Write(code, plan);
                break;
            case WebhooksPlan plan:
                WebhooksEmitter.Write(code, plan);
                break;
            default:
                throw new InvalidOperationException($"No emitter writes a {unit.GetType().Name}.");
        }
    }
}
