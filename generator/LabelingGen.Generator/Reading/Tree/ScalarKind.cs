namespace LabelingGen.Generator.Reading.Tree;

/// <summary>What a plain scalar is by the YAML 1.2 core schema; JSON's own types are the same ones.</summary>
internal enum ScalarKind
{
    String,
    Null,
    Boolean,
    Integer,
    Number,
}
