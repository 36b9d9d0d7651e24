using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>The official client's converters: those of the annotations library, in the profile that copies them.</summary>
internal static partial class FastLabelWire
{
    private static void MapConverters(WireVendor vendor) => vendor
        .Method("Client.export_coco(project, tasks, annotations=[], output_dir='output/coco', output_file_name='annotations.json')",
            async c =>
            {
                FastLabelOptions options = await OptionsAsync(c) with
                {
                    AnnotationClasses = [.. Elements(c, "annotations")],
                    CocoFileName = c.Text("output_file_name"),
                };
                await FastLabelExport.WriteCocoAsync(Elements(c, "tasks"), c.Path("output_dir")!, options);
                return null;
            })
        .Method("Client.export_yolo(project, tasks, classes=[], output_dir='output/yolo')", async c =>
        {
            FastLabelOptions options = await OptionsAsync(c) with { Classes = [.. c.Texts("classes") ?? []] };
            await FastLabelExport.WriteYoloAsync(Elements(c, "tasks"), c.Path("output_dir")!, options);
            return null;
        })
        .Method("Client.export_pascalvoc(project, tasks, output_dir='output/pascalvoc')", async c =>
        {
            await FastLabelExport.WritePascalVocAsync(Elements(c, "tasks"), c.Path("output_dir")!, await OptionsAsync(c));
            return null;
        })
        .Method("Client.export_labelme(tasks, output_dir='output/labelme')",
            c => Nothing(FastLabelExport.WriteLabelMeAsync(Elements(c, "tasks"), c.Path("output_dir")!)))
        .Method("Client.export_instance_segmentation(tasks, output_dir='output/instance_segmentation', pallete=[], start_index=1)",
            c => Nothing(FastLabelExport.WriteInstanceMasksAsync(Elements(c, "tasks"), c.Path("output_dir")!, Masks(c))))
        .Method(
            "Client.export_semantic_segmentation(tasks, output_dir='output/semantic_segmentation', pallete=[], classes=[], start_index=1)",
            c => Nothing(FastLabelExport.WriteSemanticMasksAsync(
                Elements(c, "tasks"), c.Path("output_dir")!, Masks(c) with { Classes = [.. c.Texts("classes") ?? []] })))
        .Method("Client.export_image_with_annotations(tasks, image_dir, output_dir='output/images_with_annotations')",
            c => Nothing(FastLabelExport.DrawAsync(Elements(c, "tasks"), c.Path("image_dir")!, c.Path("output_dir")!)))
        .Method("Client.convert_coco_to_fastlabel(file_path, annotation_type)",
            async c => Plain(await FastLabelImport.FromCocoAsync(c.Path("file_path")!, c.Text("annotation_type"))))
        .Method("Client.convert_yolo_to_fastlabel(classes_file_path, dataset_folder_path, project_type='bbox')",
            async c => Plain(await FastLabelImport.FromYoloAsync(
                c.Path("classes_file_path")!, c.Path("dataset_folder_path")!, c.Text("project_type"))))
        .Method("Client.convert_pascalvoc_to_fastlabel(folder_path)",
            async c => Plain(await FastLabelImport.FromPascalVocAsync(c.Path("folder_path")!)))
        .Method("Client.convert_labelme_to_fastlabel(folder_path)",
            async c => Plain(await FastLabelImport.FromLabelMeAsync(c.Path("folder_path")!)))
        .Method("Client.mask_to_fastlabel_segmentation_points(mask_image=None, **more)", Outlines);

    /// <summary>A grey picture; everything that is not black is part of the area.</summary>
    private static JsonNode? Outlines(WireCall c)
    {
        string path = c.Path("mask_image") ?? c.Session.Locate((string)c.Keywords("more").Values.First()!);
        PngImage image = PngImage.Decode(File.ReadAllBytes(path));
        Mask mask = Mask.FromPixels(image.Width, image.Height, image.Samples.Span);
        return JsonSerializer.SerializeToNode(FastLabelImport.FromMask(mask));
    }

    private static FastLabelOptions Masks(WireCall c) => new()
    {
        Palette = [.. (c.Items("pallete") ?? []).Select(Convert.ToByte)],
        StartIndex = c.Integer("start_index") ?? 1,
    };

    /// <summary>The converters ask for the project, because its type decides.</summary>
    private static async Task<FastLabelOptions> OptionsAsync(WireCall c)
    {
        Project project = await c.FastLabel().Projects.FindBySlugAsync(c.Text("project"))
            ?? throw new ArgumentException("There is no such project.");
        return new() { ProjectType = project.Type?.Value ?? string.Empty };
    }

    private static IEnumerable<JsonElement> Elements(WireCall c, string name) =>
        (c.Json(name) as JsonArray ?? []).Select(item => JsonSerializer.SerializeToElement(item));

    private static JsonObject Plain(ValueMap<JsonText> pictures) =>
        new(pictures.Select(picture => KeyValuePair.Create(picture.Key, JsonNode.Parse(picture.Value.Text))));
}
