using System.ClientModel;
using System.Reflection;

namespace LabelingGen.Testing.Wire;

/// <summary>Waits for whatever a mapped method gives back, and takes the value out of its result.</summary>
internal static class WireAwaiter
{
    public static async Task<object?> AwaitAsync(object? value)
    {
        while (value is not null)
        {
            switch (value)
            {
                case Task task:
                    await task;
                    value = ValueOf(task, nameof(Task<object>.Result));
                    if (value?.GetType().Name == "VoidTaskResult")
                        return null;
                    break;
                case ValueTask task:
                    await task;
                    return null;
                case ClientResult result:
                    value = ValueOf(result, nameof(ClientResult<object>.Value));
                    break;
                default:
                    if (value.GetType() is not { IsGenericType: true } type || type.GetGenericTypeDefinition() != typeof(ValueTask<>))
                        return value;
                    value = type.GetMethod(nameof(ValueTask<object>.AsTask))!.Invoke(value, null);
                    break;
            }
        }

        return null;
    }

    private static object? ValueOf(object holder, string property) =>
        holder.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)?.GetValue(holder);
}
