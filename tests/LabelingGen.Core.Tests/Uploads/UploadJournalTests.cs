using System.Text;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class UploadJournalTests
{
    [Fact]
    public void What_was_noted_is_there_after_opening_again()
    {
        using var folder = new TemporaryFolder();
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            journal.Begin("a");
            journal.End("a", ItemState.Done, "id-1");
            journal.Begin("b \" ü\n");
            journal.Begin("c");
            journal.End("c", ItemState.Failed, "too large");
        }

        using UploadJournal again = UploadJournal.Open(folder["j"]);
        again.Find("a").ShouldBe(new JournalEntry(ItemState.Done, "id-1"));
        again.Find("b \" ü\n").ShouldBe(new JournalEntry(ItemState.Unknown, null));
        again.Find("c").ShouldBe(new JournalEntry(ItemState.Failed, "too large"));
        again.Find("d").ShouldBeNull();
        again.UnknownKeys().ShouldBe(["b \" ü\n"]);
        again.Count.ShouldBe(3);
    }

    [Fact]
    public void A_journal_cut_or_damaged_anywhere_keeps_the_records_before()
    {
        using var folder = new TemporaryFolder();
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            for (int i = 0; i < 5; i++)
                journal.End($"k{i}", ItemState.Done, $"id-{i}");
        }

        byte[] whole = File.ReadAllBytes(folder["j"]);
        int record = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(folder["j"], whole[..cut]);
            using (UploadJournal journal = UploadJournal.Open(folder["j"]))
            {
                journal.Count.ShouldBe(cut / record);
                journal.End("after", ItemState.Done);
            }

            using UploadJournal again = UploadJournal.Open(folder["j"]);
            again.Count.ShouldBe((cut / record) + 1, $"cut at {cut}");
        }

        for (int at = record; at < whole.Length; at++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x20;
            File.WriteAllBytes(folder["j"], damaged);
            using UploadJournal journal = UploadJournal.Open(folder["j"]);
            journal.Count.ShouldBe(at / record, $"damaged at {at}");
        }
    }

    [Fact]
    public void A_journal_is_private_and_one_that_others_can_write_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        UploadJournal.Open(folder["j"]).Dispose();
        File.GetUnixFileMode(folder["j"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        File.SetUnixFileMode(folder["j"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Should.Throw<UnauthorizedAccessException>(() => UploadJournal.Open(folder["j"]));
    }

    [Fact]
    public void A_foreign_file_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["j"], "name,age\nx,1\n");
        Should.Throw<InvalidDataException>(() => UploadJournal.Open(folder["j"]));
        File.ReadAllText(folder["j"]).ShouldBe("name,age\nx,1\n");
    }

    [Fact]
    public void Two_processes_cannot_share_a_journal()
    {
        using var folder = new TemporaryFolder();
        using UploadJournal journal = UploadJournal.Open(folder["j"]);
        Should.Throw<IOException>(() => UploadJournal.Open(folder["j"]));
    }

    [Fact]
    public async Task An_atomic_file_appears_on_commit_only()
    {
        using var folder = new TemporaryFolder();
        await using (AtomicFile abandoned = AtomicFile.Create(folder["a"]))
            await abandoned.Stream.WriteAsync("x"u8.ToArray());
        folder.Files.ShouldBeEmpty();

        await using (AtomicFile file = AtomicFile.Create(folder["a"], isPrivate: true))
        {
            await file.Stream.WriteAsync(Encoding.UTF8.GetBytes("content"));
            File.Exists(folder["a"]).ShouldBeFalse();
            await file.CommitAsync();
        }

        folder.Files.ShouldBe(["a"]);
        File.ReadAllText(folder["a"]).ShouldBe("content");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder["a"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
