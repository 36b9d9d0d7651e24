using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>The files of one spec, parsed when first referred to. Only files the compiler was given exist here.</summary>
internal sealed class DocumentSet
{
    private readonly Dictionary<string, SpecFile> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SpecDocument?> _documents = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SpecDocument> _loaded = new();
    private readonly List<SpecDiagnostic> _diagnostics = new();
    private readonly string _mainFolder;
    private readonly CancellationToken _cancellationToken;

    public DocumentSet(SpecSet spec, SpecDocument main, CancellationToken cancellationToken)
    {
        Main = main;
        _cancellationToken = cancellationToken;
        string path = FilePath.Normalize(spec.Main.Path);
        _mainFolder = FilePath.Folder(path);
        _documents[path] = main;
        _loaded.Add(main);
        foreach (SpecFile file in spec.Others)
            _files[FilePath.Normalize(file.Path)] = file;
    }

    public SpecDocument Main { get; }

    /// <summary>Every file read so far, the main one first.</summary>
    public IReadOnlyList<SpecDocument> Loaded => _loaded;

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    /// <summary>The file a relative reference in <paramref name="from"/> names, or null where it was not given to the compiler.</summary>
    public SpecDocument? Find(SpecDocument from, string relative)
    {
        string path = FilePath.Combine(FilePath.Folder(FilePath.Normalize(from.Path)), relative);
        if (_documents.TryGetValue(path, out SpecDocument? known))
            return known;
        SpecDocument? document = null;
        if (_files.TryGetValue(path, out SpecFile? file))
        {
            ParsedText parsed = ParsedTextCache.Parse(file.Path, file.Text, _cancellationToken);
            _diagnostics.AddRange(parsed.Diagnostics);
            if (parsed.Root is not null)
            {
                document = new SpecDocument(
                    file.Path, FilePath.Relative(_mainFolder, path), parsed.Root, parsed.HasAliases, parsed.Blocks);
                _loaded.Add(document);
            }
        }

        _documents[path] = document;
        return document;
    }
}
