using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Testing.Models;

/// <summary>The proof that generated types lose nothing: whatever JSON is read, the same JSON is written.</summary>
public static class ModelRoundTrip
{
    /// <summary>Reads and writes seeded JSON with every generated type of an assembly.</summary>
    /// <param name="assembly">An assembly with generated types.</param>
    /// <param name="casesPerType">How many texts per type.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <returns>The first difference per type, with its seed and texts; empty where all is well.</returns>
    public static IReadOnlyList<string> Failures(Assembly assembly, int casesPerType, int seed)
    {
        MethodInfo check = typeof(ModelRoundTrip).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!;
        List<string> failures = [];
        // Enums have nothing to keep a spelling in; whoever holds them has.
        foreach (Type type in ModelShape.TypesIn(assembly).Where(type => !type.IsValueType))
        {
            if (check.MakeGenericMethod(type).Invoke(null, [casesPerType, seed]) is string failure)
                failures.Add(failure);
        }

        return failures;
    }

    /// <summary>Reads a text and writes the value.</summary>
    public static byte[] Repeat<T>(ReadOnlySpan<byte> json)
        where T : IJsonValue<T>
    {
        T value = JsonCodec.FromUtf8(json, (ref Utf8JsonReader reader) => T.Read(ref reader));
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            T.Write(writer, value);
        return buffer.WrittenSpan.ToArray();
    }

    private static string? Check<T>(int cases, int seed)
        where T : IJsonValue<T>
    {
        for (int i = 0; i < cases; i++)
        {
            int caseSeed = HashCode(typeof(T).FullName!, seed, i);
            string json = new JsonTexts(new Random(caseSeed)).Value(typeof(T), isStrict: true);
            string? problem = Problem<T>(json);
            if (problem is not null)
                return $"{typeof(T).Name} (seed {caseSeed}): {problem}\n  read: {json}";
        }

        return null;
    }

    private static string? Problem<T>(string json)
        where T : IJsonValue<T>
    {
        string expected = JsonEquality.Canonical(json);
        string written;
        try
        {
            written = Encoding.UTF8.GetString(Repeat<T>(Encoding.UTF8.GetBytes(json)));
        }
        catch (JsonException error)
        {
            return error.Message;
        }

        string actual = JsonEquality.Canonical(written);
        return actual == expected ? null : $"written differently\n  want: {expected}\n  have: {actual}";
    }

    // string.GetHashCode differs from run to run.
    private static int HashCode(string name, int seed, int number)
    {
        int hash = seed;
        foreach (char character in name)
            hash = unchecked((hash * 31) + character);
        return unchecked((hash * 31) + number);
    }
}
