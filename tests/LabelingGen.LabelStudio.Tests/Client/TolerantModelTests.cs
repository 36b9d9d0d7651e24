using System.Text.Json;
using LabelingGen.Testing.Models;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>
/// Fields that change their type from one call to another (label-studio.md, sections 7.2 and 16): each form is read and written.
/// </summary>
public sealed class TolerantModelTests
{
    /// <summary>A task as project lists have it, and as the data manager has it.</summary>
    [Theory]
    [InlineData("""{"id":1,"file_upload":5,"updated_by":3,"comment_authors":[2],"predictions":[8]}""")]
    [InlineData("""{"id":1,"file_upload":"a.png","updated_by":[{"user_id":3}],"comment_authors":[{"id":2}],"predictions":[{"id":8}]}""")]
    [InlineData("""{"id":1,"file_upload":null,"updated_by":null,"comment_authors":[],"predictions":null,"annotators":[1],"new":{"a":1}}""")]
    [InlineData("""{"id":1,"annotations":[{"id":2,"completed_by":4,"updated_by":5},{"id":3,"completed_by":{"id":4,"initials":"ab"}}]}""")]
    [InlineData("""{"id":1,"annotations":[{"id":2,"completed_by":{"email":"a@b"},"result":null}],"drafts":[{"id":1,"user":"a@b"}]}""")]
    public void A_task_is_read_in_all_its_forms_and_loses_nothing(string json)
    {
        LabelingTask task = JsonSerializer.Deserialize<LabelingTask>(json)!;
        task.Id.ShouldBe(1);
        JsonEquality.Canonical(JsonSerializer.Serialize(task)).ShouldBe(JsonEquality.Canonical(json));
    }

    [Fact]
    public void Each_form_has_its_type()
    {
        LabelingTask plain = JsonSerializer.Deserialize<LabelingTask>(
            """{"file_upload":5,"updated_by":3,"comment_authors":[2],"predictions":[8]}""")!;
        plain.FileUpload!.TryGetInt64(out long upload).ShouldBeTrue();
        upload.ShouldBe(5);
        plain.UpdatedBy!.TryGetInt64(out long editor).ShouldBeTrue();
        editor.ShouldBe(3);
        plain.CommentAuthors![0].TryGetInt64(out long author).ShouldBeTrue();
        author.ShouldBe(2);
        plain.Predictions![0].TryGetInt64(out long prediction).ShouldBeTrue();
        prediction.ShouldBe(8);

        LabelingTask rich = JsonSerializer.Deserialize<LabelingTask>(
            """
            {"file_upload":"a.png","updated_by":[{"user_id":3}],"comment_authors":[{"id":2}],"predictions":[{"id":8,"score":0.5}]}
            """)!;
        rich.FileUpload!.TryGetString(out string? name).ShouldBeTrue();
        name.ShouldBe("a.png");
        rich.UpdatedBy!.TryGetObjectList(out var editors).ShouldBeTrue();
        editors!.Single()["user_id"]!.GetValue<int>().ShouldBe(3);
        rich.CommentAuthors![0].TryGetUserSimple(out UserSimple? user).ShouldBeTrue();
        user!.Id.ShouldBe(2);
        rich.Predictions![0].TryGetPrediction(out Prediction? whole).ShouldBeTrue();
        whole!.Score.ShouldBe(0.5);
    }

    /// <summary>A list in the document is an object in truth, and counts that are required there may be null.</summary>
    [Fact]
    public void Answers_that_are_not_as_the_document_says_are_read()
    {
        ImportResult import = JsonSerializer.Deserialize<ImportResult>(
            """{"task_count":1,"prediction_count":2,"found_formats":{".json":1}}""")!;
        (import.PredictionCount, import.FoundFormats!.ToJsonString()).ShouldBe((2, """{".json":1}"""));
        Project project = JsonSerializer.Deserialize<Project>("""{"id":1,"task_number":null,"created_by":{"id":1}}""")!;
        project.TaskNumber.ShouldBeNull();
    }
}
