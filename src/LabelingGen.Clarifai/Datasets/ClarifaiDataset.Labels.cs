using System.Runtime.CompilerServices;
using LabelingGen.Annotations;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;
using Annotation = LabelingGen.Clarifai.Protobuf.Annotation;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiDataset
{
    /// <summary>
    /// The dataset's present pictures with all their annotations, from which every format is written. They are read page by page
    /// (ListDatasetInputs, ListAnnotations) each time they are enumerated; inputs that are no pictures are left out.
    /// </summary>
    /// <param name="sizeOf">
    /// A picture's size in pixels, which the annotations' fractions are relative to; null = what the service tells, and an
    /// <see cref="InvalidDataException"/> that names the input where it tells none.
    /// </param>
    /// <returns>
    /// Pictures named by the <c>filename</c> among their metadata, or else as <see cref="ExportAsync"/> names their files.
    /// </returns>
    public AnnotatedDataset ToAnnotatedDataset(Func<Input, ImageSize>? sizeOf = null) =>
        new(cancellationToken => ReadPicturesAsync(sizeOf ?? SizeOf, cancellationToken)) { Name = DatasetId };

    private static ImageSize SizeOf(Input picture) => picture.Data.Image.ImageInfo is { Width: > 0, Height: > 0 } info
        ? new ImageSize(info.Width, info.Height)
        : throw new InvalidDataException($"The service does not tell the size of the picture '{picture.Id}'.");

    private static string NameOf(Input picture) =>
        picture.Data.Metadata?.Fields.TryGetValue("filename", out var name) == true && name.StringValue.Length > 0
            ? name.StringValue
            : picture.Id + MediaAddress.Of(picture)?.Extension;

    private async IAsyncEnumerable<AnnotatedImage> ReadPicturesAsync(
        Func<Input, ImageSize> sizeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GrpcPageable<MultiDatasetInputResponse, DatasetInput> inputs = ListInputsAsync(new() { PerPage = ClarifaiInputs.MaxInputsPerCall });
        await foreach (GrpcResponse<MultiDatasetInputResponse> page in inputs.AsPages(cancellationToken).ConfigureAwait(false))
        {
            Input[] pictures = [.. page.Value.DatasetInputs.Select(i => i.Input).Where(i => i?.Data?.Image is not null)];
            if (pictures.Length == 0)
                continue;
            List<Annotation> annotations = [];
            GrpcPageable<MultiAnnotationResponse, Annotation> stored = _app.Inputs.ListAnnotationsAsync(pictures.Select(p => p.Id));
            await foreach (Annotation annotation in stored.WithCancellation(cancellationToken).ConfigureAwait(false))
                annotations.Add(annotation);
            ILookup<string, Annotation> byInput = annotations.ToLookup(a => a.InputId, StringComparer.Ordinal);
            foreach (Input picture in pictures)
                yield return byInput[picture.Id].ToAnnotatedImage(NameOf(picture), sizeOf(picture)) with { Id = picture.Id };
        }
    }
}
