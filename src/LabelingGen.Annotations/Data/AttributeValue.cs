using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>What an attribute's value is.</summary>
public enum AttributeKind
{
    /// <summary>The attribute is there, without a value.</summary>
    None,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Several texts.</summary>
    Texts,

    /// <summary>Several numbers.</summary>
    Numbers,

    /// <summary>Anything else, as JSON.</summary>
    Json,
}

/// <summary>The value of an attribute: a text, a number, a flag, a list of texts or numbers, or JSON. Equal by kind and value.</summary>
public readonly record struct AttributeValue
{
    private readonly string? _text;
    private readonly double _number;
    private readonly ValueList<string> _texts;
    private readonly ValueList<double> _numbers;

    private AttributeValue(
        AttributeKind kind, string? text = null, double number = 0, ValueList<string> texts = default, ValueList<double> numbers = default)
    {
        Kind = kind;
        _text = text;
        _number = number;
        _texts = texts;
        _numbers = numbers;
    }

    /// <summary>Which of the kinds the value is.</summary>
    public AttributeKind Kind { get; }

    /// <summary>A text.</summary>
    public static AttributeValue From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(AttributeKind.Text, text);
    }

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static AttributeValue From(double number) => new(AttributeKind.Number, number: Require.Finite(number));

    /// <summary>Yes or no.</summary>
    public static AttributeValue From(bool flag) => new(AttributeKind.Flag, number: flag ? 1 : 0);

    /// <summary>Several texts.</summary>
    public static AttributeValue From(ValueList<string> texts) => new(AttributeKind.Texts, texts: texts);

    /// <summary>Several numbers.</summary>
    public static AttributeValue From(ValueList<double> numbers) => new(AttributeKind.Numbers, numbers: numbers);

    /// <summary>Any JSON value, kept as it is written.</summary>
    public static AttributeValue From(JsonText json) => new(AttributeKind.Json, json.Text);

    /// <summary>The value where it is a text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string AsText() => Kind == AttributeKind.Text ? _text! : throw Mismatch(AttributeKind.Text);

    /// <summary>The value where it is a number.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public double AsNumber() => Kind == AttributeKind.Number ? _number : throw Mismatch(AttributeKind.Number);

    /// <summary>Yes or no.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool AsFlag() => Kind == AttributeKind.Flag ? _number != 0 : throw Mismatch(AttributeKind.Flag);

    /// <summary>The values where they are several texts.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public ValueList<string> AsTexts() => Kind == AttributeKind.Texts ? _texts : throw Mismatch(AttributeKind.Texts);

    /// <summary>The values where they are several numbers.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public ValueList<double> AsNumbers() => Kind == AttributeKind.Numbers ? _numbers : throw Mismatch(AttributeKind.Numbers);

    /// <summary>The JSON value.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public JsonText AsJson() => Kind == AttributeKind.Json ? JsonText.Parse(_text!) : throw Mismatch(AttributeKind.Json);

    /// <summary>A text.</summary>
    public static implicit operator AttributeValue(string text) => From(text);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(double number) => From(number);

    /// <summary>Yes or no.</summary>
    public static implicit operator AttributeValue(bool flag) => From(flag);

    /// <summary>The value as text: numbers in the shortest form that reads back, lists joined by a comma, nothing for no value.</summary>
    public override string ToString() => Kind switch
    {
        AttributeKind.Text or AttributeKind.Json => _text!,
        AttributeKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        AttributeKind.Flag => _number != 0 ? "true" : "false",
        AttributeKind.Texts => string.Join(",", _texts),
        AttributeKind.Numbers => string.Join(",", _numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture))),
        _ => "",
    };

    private InvalidOperationException Mismatch(AttributeKind wanted) => new($"The attribute's value is {Kind}, not {wanted}.");
}
