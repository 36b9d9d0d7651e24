using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>Plans readers of the messages an API sends to the user's server.</summary>
internal static class WebhooksPlanner
{
    public static WebhooksPlan? Plan(PlanContext context)
    {
        NameScope names = new(ignoreCase: true);
        List<WebhookPlan> webhooks = new();
        foreach (Webhook webhook in context.Model.Webhooks)
        {
            if (webhook.Payload is null)
                continue;
            string name = names.Claim(new[] { Identifier.Pascal(webhook.Name), Identifier.PascalSpelledOut(webhook.Name) }, Identifier.Pascal(webhook.Method));
            TypeUse payload = context.Types.UseInJson(webhook.Payload, NameHint.Of(name + "Payload", name + "WebhookPayload"));
            webhooks.Add(new WebhookPlan("Read" + name, webhook.Name, payload, webhook.Description));
        }

        return webhooks.Count == 0
            ? null
            : new WebhooksPlan(context.Options.Namespace, context.Options.Stem + "Webhooks", context.Model.Title, webhooks.ToEquatableArray());
    }
}
