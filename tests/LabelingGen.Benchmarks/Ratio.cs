using System.Globalization;

namespace LabelingGen.Benchmarks;

/// <summary>One figure beside a peer's, or beside a goal.</summary>
/// <param name="Name">What is measured, with its unit.</param>
internal sealed record Ratio(string Name, double Ours, double Peer)
{
    /// <summary>The line <c>--ratios</c> prints: name, ours, peer, ratio.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} {Ours:0.###} {Peer:0.###} {(Peer == 0 ? 0 : Ours / Peer):0.00}");
}
