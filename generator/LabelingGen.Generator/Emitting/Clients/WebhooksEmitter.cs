using LabelingGen.Generator.Planning.Operations;
using static LabelingGen.Generator.Emitting.Clients.CoreNames;

namespace LabelingGen.Generator.Emitting.Clients;

/// <summary>Writes readers of the messages an API sends to the user's server.</summary>
internal static class WebhooksEmitter
{
    public static void Write(CodeWriter code, WebhooksPlan plan)
    {
        code.Line($"/// <summary>Reads the messages that {DocText.Inline(plan.Title)} sends to a server of yours.</summary>");
        code.GeneratedCode();
        using (code.Open($"public static partial class {plan.Name}"))
        {
            bool isFirst = true;
            foreach (WebhookPlan webhook in plan.Webhooks)
            {
                if (!isFirst)
                    code.Line();
                isFirst = false;
                code.Summary(webhook.Description, $"Reads a message <c>{DocText.Inline(webhook.WireName)}</c>.");
                code.Line("/// <param name=\"body\">The body of the request your server received, UTF-8.</param>");
                code.Line("/// <exception cref=\"global::System.Text.Json.JsonException\">The body is no such message.</exception>");
                code.Line($"public static {webhook.Payload.DeclaredType} {webhook.Name}(global::System.ReadOnlySpan<byte> body) =>");
                code.Indented($"{Core}Json.JsonMessage.Read(body, {webhook.Payload.ReadExpression});");
            }
        }
    }
}
