using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning;

/// <summary>What the user of the generator decides about a client.</summary>
/// <param name="Namespace">Namespace of everything that is emitted.</param>
/// <param name="ClientName">Name of the root client: <c>ScaleClient</c>.</param>
/// <param name="HandWritten">Members the user's own partial types declare; the generator leaves its own out.</param>
internal sealed record PlanOptions(string Namespace, string ClientName, EquatableArray<HandWrittenType> HandWritten)
{
    /// <summary>The client's name without "Client": the stem of <c>ScaleException</c> and <c>ScaleClientOptions</c>.</summary>
    public string Stem => ClientName.Length > 6 && ClientName.EndsWith("Client", StringComparison.Ordinal)
        ? ClientName.Substring(0, ClientName.Length - 6)
        : ClientName;

    public HandWrittenType? HandWrittenPart(string typeName)
    {
        foreach (HandWrittenType type in HandWritten)
        {
            if (type.Name == typeName)
                return type;
        }

        return null;
    }
}

/// <summary>A partial type of the user's in the client's namespace.</summary>
/// <param name="IsPartial">The declaration can be joined with an emitted one; otherwise the name is simply taken.</param>
internal sealed record HandWrittenType(string Name, bool IsPartial, EquatableArray<HandWrittenMember> Members)
{
    /// <summary>Whether the user declares a member of this name with as many parameters of these types (simple names).</summary>
    public bool Declares(string name, params string[] parameterTypes)
    {
        foreach (HandWrittenMember member in Members)
        {
            if (member.Name == name && member.ParameterTypes.SequenceEqual(parameterTypes))
                return true;
        }

        return false;
    }
}

/// <param name="Name">The member's name; <c>.ctor</c> for a constructor.</param>
/// <param name="ParameterTypes">Simple names of the parameters' types without <c>?</c> (<c>String</c> for <c>string</c>); empty for a
/// property.</param>
internal sealed record HandWrittenMember(string Name, EquatableArray<string> ParameterTypes);
