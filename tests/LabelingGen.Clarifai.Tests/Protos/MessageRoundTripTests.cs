using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Clarifai.Tests.Protos;

/// <summary>Nothing of a message is lost when it is read and written: fields nobody declared, and enum numbers nobody named.</summary>
public sealed class MessageRoundTripTests
{
    private const int CasesPerMessage = 1000;
    private const int Seed = 20_262;

    [Fact]
    public void Every_message_is_written_as_it_was_read()
    {
        MessageDescriptor[] messages = [.. Messages()];
        messages.Length.ShouldBeGreaterThan(500);
        RandomWire wire = new(new Random(Seed));
        List<string> changed = [];
        foreach (MessageDescriptor message in messages)
        {
            for (int i = 0; i < CasesPerMessage; i++)
            {
                byte[] sent = wire.Write(message);
                byte[] written = message.Parser.ParseFrom(sent).ToByteArray();
                if (sent.AsSpan().SequenceEqual(written))
                    continue;
                changed.Add($"{message.FullName}: {Convert.ToHexString(sent)} became {Convert.ToHexString(written)}");
                break;
            }
        }

        changed.ShouldBeEmpty();
    }

    private static IEnumerable<MessageDescriptor> Messages() => typeof(ClarifaiClient).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IMessage)) && type.IsClass)
        .Select(type => (MessageDescriptor)type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
        .OrderBy(message => message.FullName, StringComparer.Ordinal);
}
