using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class SafePathTests
{
    [Theory]
    [InlineData("a.jpg")]
    [InlineData("folder/sub/a b.jpg")]
    [InlineData("写真/größe.png")]
    [InlineData("..hidden")]
    [InlineData("a..b/c")]
    [InlineData("console.log")]
    [InlineData("com10")]
    [InlineData("😀.png")]
    public void Ordinary_names_are_joined(string name)
    {
        using var folder = new TemporaryFolder();
        SafePath.Join(folder.Path, name).ShouldBe(Path.Combine(folder.Path, name));
    }

    [Fact]
    public void A_name_from_Windows_is_the_same_file_everywhere()
    {
        using var folder = new TemporaryFolder();
        SafePath.Join(folder.Path, @"images\night\a.jpg").ShouldBe(Path.Combine(folder.Path, "images", "night", "a.jpg"));
    }

    [Fact]
    public void A_name_may_be_tried()
    {
        using var folder = new TemporaryFolder();
        SafePath.TryJoin(folder.Path, "a.jpg", out string? path).ShouldBeTrue();
        path.ShouldBe(folder["a.jpg"]);
        SafePath.TryJoin(folder.Path, "../a.jpg", out path).ShouldBeFalse();
        path.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(@"..\a")]
    [InlineData(@"a\..\..\b")]
    [InlineData("clock$")]
    [InlineData("a\u0085b")]
    [InlineData(@"C:\a")]
    [InlineData("C:a")]
    [InlineData(@"\\server\share")]
    [InlineData("CON")]
    [InlineData("nul.txt")]
    [InlineData("a/COM1.jpg")]
    [InlineData("lpt9")]
    [InlineData("COM¹")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData(" a")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a:b")]
    [InlineData("a*?")]
    public void Names_that_lead_elsewhere_or_nowhere_are_refused(string name)
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidDataException>(() => SafePath.Join(folder.Path, name));
    }

    [Fact]
    public void Names_that_no_file_system_keeps_are_refused()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidDataException>(() => SafePath.Join(folder.Path, new string('x', 256)));
        Should.Throw<InvalidDataException>(() => SafePath.Join(folder.Path, "a\ud800b"));
    }

    [Fact]
    public void A_planted_link_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var outside = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder["link"], outside.Path);
        File.CreateSymbolicLink(folder["file"], outside["x"]);

        Should.Throw<InvalidDataException>(() => SafePath.Join(folder.Path, "link/a")).Message.ShouldContain("link");
        Should.Throw<InvalidDataException>(() => SafePath.Join(folder.Path, "file"));
    }

    /// <summary>10,000 names put together from hostile pieces: either refused, or written below the root.</summary>
    [Fact]
    public void No_name_writes_outside_the_root()
    {
        const int Seed = 20301;
        string[] pieces =
            ["..", ".", "/", "\\", "a", "CON", ":", "\0", " ", "~", "%2e%2e", "..%2f", "\u202e", "é", "://", "C:", "x.jpg", "//", "\r\n",
                "…", "\uff0f", "*", "-"];
        using var parent = new TemporaryFolder();
        string root = parent["root"];
        Directory.CreateDirectory(root);
        var random = new Random(Seed);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                string path = SafePath.Join(root, name);
                path.ShouldStartWith(root + Path.DirectorySeparatorChar, Case.Sensitive, $"seed {Seed}, row {i}");
                Path.GetFullPath(path).ShouldBe(path, $"seed {Seed}, row {i}");
                if (Directory.Exists(path) || File.Exists(Path.GetDirectoryName(path)))
                    continue;
                try
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                }
                catch (IOException)
                {
                    // A file of an earlier row stands where this one needs a folder.
                    continue;
                }

                File.WriteAllText(path, "x");
                accepted++;
            }
            catch (InvalidDataException)
            {
            }
        }

        accepted.ShouldBeGreaterThan(100);
        Directory.GetFileSystemEntries(parent.Path).ShouldBe([root]);
    }
}
