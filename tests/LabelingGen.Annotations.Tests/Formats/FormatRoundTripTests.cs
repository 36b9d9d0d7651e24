using LabelingGen.Annotations.Formats;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>What holds for every format of the library. The variables of <see cref="PropertyCheck"/> ask for more data sets.</summary>
public sealed class FormatRoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-formats-").FullName;

    public static TheoryData<string> Formats =>
        [.. AnnotationFormats.All.Where(static format => format.CanWrite).Select(static format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public Task The_report_lists_every_difference_and_nothing_else(string name) =>
        Of(name).ReportIsExactAsync(PropertyCheck.CountOf(60));

    [Theory]
    [MemberData(nameof(Formats))]
    public Task The_report_is_as_exact_of_what_another_format_had(string name) => Of(name).ReportIsExactAsync(PropertyCheck.CountOf(60),
        [.. AnnotationFormats.All.Where(static format => format.CanWrite)]);

    [Theory]
    [MemberData(nameof(Formats))]
    public Task Writing_what_was_read_gives_the_same_bytes(string name) =>
        Of(name).SecondWriteIsTheSameAsync(100, PropertyCheck.CountOf(20));

    [Theory]
    [MemberData(nameof(Formats))]
    public Task Any_bytes_give_a_value_or_a_format_error(string name) => Of(name).AnyBytesAsync(PropertyCheck.CountOf(300));

    private FormatProperties Of(string name) => new(AnnotationFormats.Get(name), _folder);
}
