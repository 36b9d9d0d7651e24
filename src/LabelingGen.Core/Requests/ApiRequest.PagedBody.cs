using System.Globalization;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

public sealed partial class ApiRequest
{
    /// <summary>
    /// Sends a value as JSON with one of its members replaced: how the position of a page gets into a body without changing the
    /// caller's object.
    /// </summary>
    /// <param name="value">A value that is written as an object.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="member">JSON name of the member.</param>
    /// <param name="memberValue">Its text; <see langword="null"/> = the object as it is.</param>
    /// <param name="isNumber">Whether the text is a number rather than a string.</param>
    /// <param name="mediaType">The content type.</param>
    public ApiRequest JsonBodyWith<T>(
        T value, JsonWrite<T> write, string member, string? memberValue, bool isNumber = false, string mediaType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(member);
        if (memberValue is null)
            return JsonBody(value, write, mediaType);
        return JsonBody(
            value,
            (writer, original) =>
            {
                using JsonContent content = JsonContent.Buffer(original, write);
                using JsonDocument document = JsonDocument.Parse(content.Written);
                writer.WriteStartObject();
                foreach (JsonProperty property in document.RootElement.EnumerateObject())
                {
                    if (!property.NameEquals(member))
                        property.WriteTo(writer);
                }

                writer.WritePropertyName(member);
                if (isNumber)
                    writer.WriteNumberValue(decimal.Parse(memberValue, NumberStyles.Float, CultureInfo.InvariantCulture));
                else
                    writer.WriteStringValue(memberValue);
                writer.WriteEndObject();
            },
            mediaType);
    }
}
