using System.Collections.Immutable;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LabelingGen.Generator.Hosting;

/// <summary>
/// Finds what the user wrote himself, from syntax alone: members of his partial types replace the generator's, and names of his other types
/// are gone around.
/// </summary>
internal static class HandWrittenCode
{
    public static bool IsCandidate(SyntaxNode node) =>
        node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && node.Parent is BaseNamespaceDeclarationSyntax;

    public static HandWrittenPart Describe(SyntaxNode node)
    {
        string ns = string.Join(".", node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(parent => parent.Name.ToString()));
        return node switch
        {
            TypeDeclarationSyntax type => new HandWrittenPart(ns, type.Identifier.ValueText, type.Modifiers.Any(SyntaxKind.PartialKeyword), Members(type)),
            BaseTypeDeclarationSyntax type => new HandWrittenPart(ns, type.Identifier.ValueText, false, EquatableArray<HandWrittenMember>.Empty),
            DelegateDeclarationSyntax type => new HandWrittenPart(ns, type.Identifier.ValueText, false, EquatableArray<HandWrittenMember>.Empty),
            _ => throw new ArgumentException("Not a candidate.", nameof(node)),
        };
    }

    /// <summary>The types of one namespace; the parts of a partial type joined, everything in a stable order.</summary>
    public static EquatableArray<HandWrittenType> InNamespace(ImmutableArray<HandWrittenPart> parts, string ns) => parts
        .Where(part => part.Namespace == ns)
        .GroupBy(part => part.Name, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new HandWrittenType(
            group.Key,
            group.All(part => part.IsPartial),
            group.SelectMany(part => part.Members).Distinct()
                .OrderBy(member => member.Name, StringComparer.Ordinal)
                .ThenBy(member => string.Join(",", member.ParameterTypes), StringComparer.Ordinal)
                .ToEquatableArray()))
        .ToEquatableArray();

    private static EquatableArray<HandWrittenMember> Members(TypeDeclarationSyntax type)
    {
        List<HandWrittenMember> members = new();
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax method when method.ExplicitInterfaceSpecifier is null:
                    members.Add(new HandWrittenMember(method.Identifier.ValueText, Parameters(method.ParameterList)));
                    break;
                case ConstructorDeclarationSyntax constructor when !constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                    members.Add(new HandWrittenMember(".ctor", Parameters(constructor.ParameterList)));
                    break;
                case PropertyDeclarationSyntax property when property.ExplicitInterfaceSpecifier is null:
                    members.Add(Member(property.Identifier));
                    break;
                case BaseFieldDeclarationSyntax field:
                    members.AddRange(field.Declaration.Variables.Select(variable => Member(variable.Identifier)));
                    break;
                case EventDeclarationSyntax @event:
                    members.Add(Member(@event.Identifier));
                    break;
                case BaseTypeDeclarationSyntax nested:
                    members.Add(Member(nested.Identifier));
                    break;
            }
        }

        return members.ToEquatableArray();
    }

    private static HandWrittenMember Member(SyntaxToken name) => new(name.ValueText, EquatableArray<string>.Empty);

    private static EquatableArray<string> Parameters(BaseParameterListSyntax list) =>
        list.Parameters.Select(parameter => SimpleName(parameter.Type)).ToEquatableArray();

    private static string SimpleName(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax nullable => SimpleName(nullable.ElementType),
        QualifiedNameSyntax qualified => SimpleName(qualified.Right),
        AliasQualifiedNameSyntax alias => SimpleName(alias.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        PredefinedTypeSyntax predefined => Predefined(predefined.Keyword.ValueText),
        ArrayTypeSyntax array => SimpleName(array.ElementType) + "[]",
        _ => type?.ToString() ?? "",
    };

    private static string Predefined(string keyword) => keyword switch
    {
        "bool" => "Boolean",
        "int" => "Int32",
        "long" => "Int64",
        "float" => "Single",
        _ => char.ToUpperInvariant(keyword[0]) + keyword.Substring(1),
    };
}

/// <summary>One declaration of a type of the user's.</summary>
internal sealed record HandWrittenPart(string Namespace, string Name, bool IsPartial, EquatableArray<HandWrittenMember> Members);
