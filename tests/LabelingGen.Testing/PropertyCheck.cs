using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LabelingGen.Testing;

/// <summary>
/// Runs properties with the same cases in every run, so that a test that passed does not fail by luck. The environment variable
/// <c>LABELINGGEN_PROPERTY_RUNS</c> asks for more cases of each property, <c>LABELINGGEN_PROPERTY_SEED</c> for other ones.
/// </summary>
public static class PropertyCheck
{
    private const ulong Seed = 20_241;
    private const int Runs = 100;

    // FsCheck's generator steps by an odd number.
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>Checks that nothing is thrown for any value.</summary>
    public static void ForAll<T>(Arbitrary<T> values, Action<T> check)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(CountOf(Runs))
            .WithReplay(Variable("LABELINGGEN_PROPERTY_SEED", Seed), Step);
        Prop.ForAll(values, check).Check(config);
    }

    /// <summary>How many cases to check where so many are usual.</summary>
    public static int CountOf(int usual) => (int)Variable("LABELINGGEN_PROPERTY_RUNS", (ulong)usual);

    /// <summary>The number of the first case, where cases are made of numbers that follow one another.</summary>
    public static int First => (int)Variable("LABELINGGEN_PROPERTY_SEED", 0);

    private static ulong Variable(string name, ulong usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : usual;
}
