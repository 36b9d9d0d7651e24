using System.Text;
using LabelingGen.Core.Json;
using LabelingGen.Testing.Models;

namespace LabelingGen.Core.Tests.Json;

/// <summary>What a member cannot hold comes back as it was spelled, until somebody assigns the member.</summary>
public class LosslessTests
{
    [Theory]
    [InlineData("""{"id":1,"name":"a","more":{"deep":[1.0,null,"x"]}}""")]
    [InlineData("""{"id":-0,"name":"a"}""")]
    [InlineData("""{"id":1e3,"name":"a"}""")]
    [InlineData("""{"id":null,"name":null}""")]
    [InlineData("""{"name":"no id"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"id":1,"name":"a","score":1.0,"points":[1.0,2,3e0,9007199254740993]}""")]
    [InlineData("""{"id":1,"name":"a","score":1e400,"count":9999999999}""")]
    [InlineData("""{"id":1,"name":"a","score":"high","count":1.5,"points":[1,"x"],"child":7,"createdAt":"soon"}""")]
    [InlineData("""{"id":1,"name":"a","score":null,"child":null,"points":null}""")]
    [InlineData("""{"id":1,"name":"a","note":null}""")]
    [InlineData("""{"id":1,"name":"a","note":5}""")]
    [InlineData("""{"id":1,"name":"a","createdAt":"2024-01-02T03:04:05.500+00:00"}""")]
    [InlineData("""{"\u0069d":1,"nam\u0065":"\u0061","n\u00f6te":1}""")]
    [InlineData("""{"id":1,"name":"a","child":{"id":1.0,"name":"b","child":{"id":2,"name":"c","x":1}}}""")]
    public void What_is_read_is_written(string json) =>
        JsonEquality.Canonical(ModelRoundTrip.Repeat<ProbeModel>(Encoding.UTF8.GetBytes(json))).ShouldBe(JsonEquality.Canonical(json));

    [Fact]
    public void An_assigned_member_is_written_instead_of_what_was_kept()
    {
        ProbeModel model = Read("""{"id":1.0,"name":"a","score":"high","points":[1.0],"count":1e1}""");
        model.Id = 2;
        model.Score = 0.5;
        model.Points = [2];
        model.Count = 11;
        Write(model).ShouldBe("""{"id":2,"name":"a","score":0.5,"count":11,"points":[2]}""");
    }

    [Fact]
    public void Unknown_properties_can_be_read_added_and_removed()
    {
        ProbeModel model = Read("""{"id":1,"name":"a","first":1,"second":{"a":[true]}}""");
        model.UnknownProperties.Keys.ShouldBe(["first", "second"]);
        model.UnknownProperties["second"]!["a"]![0]!.GetValue<bool>().ShouldBeTrue();
        model.UnknownProperties.Remove("first").ShouldBeTrue();
        model.UnknownProperties["third"] = "new";
        Write(model).ShouldBe("""{"id":1,"name":"a","second":{"a":[true]},"third":"new"}""");
    }

    [Fact]
    public void Null_and_absent_are_told_apart()
    {
        Write(new ProbeModel { Id = 1, Name = "a" }).ShouldBe("""{"id":1,"name":"a"}""");
        Write(new ProbeModel { Id = 1, Name = "a", Note = null }).ShouldBe("""{"id":1,"name":"a","note":null}""");
    }

    [Fact]
    public void Of_several_properties_of_one_name_the_last_one_wins()
    {
        ProbeModel model = Read("""{"id":1,"id":2,"name":"a","x":1,"name":"b","x":2}""");
        Write(model).ShouldBe("""{"id":2,"name":"b","x":2}""");
    }

    private static ProbeModel Read(string json) => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json), ProbeModel.Read);

    private static string Write(ProbeModel model) => JsonCodec.ToBinaryData(model, ProbeModel.Write).ToString();
}
