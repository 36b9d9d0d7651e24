using LabelingGen.Emulator.Testing;
using LabelingGen.Testing;

namespace LabelingGen.Emulator.Tests;

public class CoverageTests
{
    [Theory]
    [InlineData("scale", 70)]
    [InlineData("nucleus", 137)]
    [InlineData("fastlabel", 129)]
    [InlineData("label-studio", 189)]
    public async Task Every_operation_of_the_spec_is_answered(string vendor, int atLeast)
    {
        OperationCoverage coverage = await OperationCoverage.MeasureAsync(RepositoryPaths.InRepository("specs"), vendor);
        coverage.Operations.ShouldBeGreaterThanOrEqualTo(atLeast);
        coverage.Missing.ShouldBeEmpty();
    }
}
