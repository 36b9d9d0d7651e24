using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>A key held by its owner, who may replace it at any time; each value is checked once.</summary>
internal sealed class UpdatableCredential : ApiCredential
{
    private readonly ApiKeyCredential _key;
    private string _checked;

    public UpdatableCredential(ApiKeyCredential key)
    {
        _key = key;
        key.Deconstruct(out string value);
        _checked = Check(value, nameof(key));
    }

    internal override ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        _key.Deconstruct(out string value);
        if (!ReferenceEquals(value, _checked))
            _checked = Check(value, "key");
        return new ValueTask<string>(value);
    }

    /// <summary>Another attempt makes sense only if the owner has replaced the key in the meantime.</summary>
    internal override bool Reject(string secret)
    {
        _key.Deconstruct(out string value);
        return !string.Equals(value, secret, StringComparison.Ordinal);
    }
}
