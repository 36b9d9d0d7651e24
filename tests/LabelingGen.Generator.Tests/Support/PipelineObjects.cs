using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>Walks everything the named steps hold between two runs: nothing of it may keep a compilation alive.</summary>
internal static class PipelineObjects
{
    private static readonly Type[] Forbidden =
        [typeof(Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(SemanticModel)];

    public static void ShouldHoldNoCompilerObjects(GeneratorRunResult result)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (string name in ClientGenerator.StepNames.Where(result.TrackedSteps.ContainsKey))
        {
            foreach (object value in result.TrackedSteps[name].SelectMany(run => run.Outputs).Select(output => output.Value))
                Walk(value, name, seen);
        }
    }

    private static void Walk(object? root, string path, HashSet<object> seen)
    {
        Stack<(object Value, string Path)> rest = new();
        Push(root, path);
        while (rest.TryPop(out var current))
        {
            Type type = current.Value.GetType();
            Forbidden.ShouldNotContain(forbidden => forbidden.IsAssignableFrom(type), $"{current.Path} holds a {type.Name}");
            if (current.Value is IEnumerable items and not string)
            {
                foreach (object? item in items)
                    Push(item, current.Path + "[]");
            }

            for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
            {
                foreach (FieldInfo field in declaring.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Push(field.GetValue(current.Value), $"{current.Path}.{field.Name}");
            }
        }

        void Push(object? value, string at)
        {
            if (value is null or string or Pointer || value.GetType() is { IsPrimitive: true } or { IsEnum: true }
                || value is Type or MemberInfo or Delegate)
                return;
            if (value.GetType().IsValueType || seen.Add(value))
                rest.Push((value, at));
        }
    }
}
