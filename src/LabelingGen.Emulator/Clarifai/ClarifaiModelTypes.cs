using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>The types of models, with plausible parameters.</summary>
internal static class ClarifaiModelTypes
{
    public static IReadOnlyList<ModelType> All { get; } =
    [
        Trainable("visual-classifier", "image", "concepts", "MMClassification"),
        Trainable("visual-detector", "image", "regions[...].data.concepts", "MMDetection"),
        Trainable("visual-segmenter", "image", "regions[...].data.concepts", "MMSegmentation"),
        Trainable("visual-embedder", "image", "embeddings", "Clarifai_ResNext"),
        Trainable("clusterer", "embeddings", "clusters", null),
        Trainable("text-classifier", "text", "concepts", "HF_GPTNeo"),
        Trainable("embedding-classifier", "embeddings", "concepts", null),
        Trainable("text-to-text", "text", "text", "HF_Llama"),
        new() { Id = "image-crop", Title = "Image Crop", InputFields = { "regions[...].region_info.bounding_box" },
            OutputFields = { "image" } },
    ];

    private static ModelType Trainable(string id, string input, string output, string? template)
    {
        ModelType type = new()
        {
            Id = id,
            Title = id,
            Trainable = true,
            Creatable = true,
            InputFields = { input },
            OutputFields = { output }
        };
        if (template is not null)
        {
            type.ModelTypeFields.Add(new ModelTypeField
            {
                Path = "train_info.params.template",
                FieldType = ModelTypeField.Types.ModelTypeFieldType.RecursiveEnum,
                Description = "How the model is built and trained.",
                ModelTypeEnumOptions =
                {
                    new ModelTypeEnumOption
                    {
                        Id = template,
                        ModelTypeFields =
                        {
                            Number("train_info.params.batch_size", 16, "Inputs in a step."),
                            Number("train_info.params.num_epochs", 30, "Times that the whole dataset is gone through."),
                        },
                    },
                },
            });
        }

        type.ModelTypeFields.Add(Number("train_info.params.invalid_data_tolerance_percent", 5, "How much of the data may be invalid."));
        type.ModelTypeFields.Add(Number("output_info.params.max_concepts", 20, "Most concepts of an output."));
        return type;
    }

    private static ModelTypeField Number(string path, double value, string description) => new()
    {
        Path = path,
        FieldType = ModelTypeField.Types.ModelTypeFieldType.Number,
        DefaultValue = Value.ForNumber(value),
        Description = description,
    };
}
