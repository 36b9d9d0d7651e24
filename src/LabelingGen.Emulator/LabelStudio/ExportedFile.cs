namespace LabelingGen.Emulator;

/// <summary>A file that an export makes.</summary>
/// <param name="Name">The name it is downloaded under.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ExportedFile(string Name, string ContentType, byte[] Content);
