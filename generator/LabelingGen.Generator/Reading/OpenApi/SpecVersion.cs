namespace LabelingGen.Generator.Reading.OpenApi;

internal enum SpecVersion
{
    Swagger2,
    OpenApi30,
    OpenApi31,
    OpenApi32,
}
