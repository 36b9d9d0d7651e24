namespace LabelingGen.Core;

/// <summary>Reads credentials from environment variables, for clients that take several.</summary>
public static class ApiEnvironment
{
    /// <summary>The secret in a variable; <see langword="null"/> where it is not set or empty.</summary>
    /// <exception cref="ArgumentException">Its value cannot stand in a header.</exception>
    public static ApiCredential? Credential(string variable)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        return string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)) ? null : ApiCredential.FromEnvironment(variable);
    }

    /// <summary>The text in a variable.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set or empty.</exception>
    public static string Text(string variable)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException($"The environment variable '{variable}' is not set.");
    }
}
