namespace LabelingGen.Core.Grpc;

/// <summary>Counts the frames of one kind in one direction of an HTTP/2 connection, whatever pieces its bytes come in.</summary>
/// <param name="type">Type of the frames that count.</param>
/// <param name="flags">Flags of the frames that count.</param>
internal struct Http2FrameCounter(byte type, byte flags)
{
    private int _position;
    private int _length;
    private bool _sameType;
    private bool _sameFlags;
    private int _payloadLeft;

    /// <returns>How many headers of such frames end in these bytes.</returns>
    public int Count(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (bytes.Length > 0)
        {
            int taken = Math.Min(_payloadLeft, bytes.Length);
            if (taken == 0)
            {
                taken = 1;
                if (EndsHeader(bytes[0]) && _sameType && _sameFlags)
                    count++;
            }
            else
            {
                _payloadLeft -= taken;
            }

            bytes = bytes[taken..];
        }

        return count;
    }

    /// <summary>Three bytes of length, one of the type, one of flags, four that name the stream.</summary>
    private bool EndsHeader(byte next)
    {
        switch (_position++)
        {
            case < 3:
                _length = (_length << 8) | next;
                return false;
            case 3:
                _sameType = next == type;
                return false;
            case 4:
                _sameFlags = next == flags;
                return false;
            case < 8:
                return false;
            default:
                _payloadLeft = _length;
                _position = _length = 0;
                return true;
        }
    }
}
