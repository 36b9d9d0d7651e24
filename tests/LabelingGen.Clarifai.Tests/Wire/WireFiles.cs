namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>The files that recorded calls read.</summary>
internal static class WireFiles
{
    public const string Csv = """
        inputid,input,concepts,metadata,geopoints
        i1,hello,"pos cat,b","{'k': 'v'}","1.5,2.5"
        i2,world,,,
        i3,again,,,
        """;

    /// <summary>Two inputs, told by address or by the path of a file beside the CSV file.</summary>
    public static string PlacesCsv(string first, string second) => $"""
        inputid,input,concepts,metadata,geopoints
        i1,{first},cat,,
        i2,{second},,,
        """;

    public const string Workflow = """
        workflow:
          id: test-sb
          nodes:
            - id: detector
              model:
                model_id: face-detection
                model_version_id: 45fb9a671625463fa646c3523a3087d5
            - id: cropper
              model:
                model_id: margin-100-image-crop-custom
                model_type_id: image-crop
                description: Custom crop model
                output_info:
                  params:
                    margin: 1.33
              node_inputs:
                - node_id: detector
        """;

    private static readonly string Root = Directory.CreateTempSubdirectory("clarifai-wire-").FullName;

    public static string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    public static string Folder(string name, params (string Name, byte[] Content)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        foreach ((string file, byte[] content) in files)
            File.WriteAllBytes(Path.Combine(folder, file), content);
        return folder;
    }
}
