using System.Collections;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// The names a thing could have, best first, none twice and none empty. A name is made when it is asked for: most things get their first
/// one, and the others cost as much to make.
/// </summary>
internal sealed class CandidateNames(IEnumerable<string> names) : IReadOnlyList<string>
{
    private readonly List<string> _made = new();
    private readonly IEnumerator<string> _rest = names.GetEnumerator();

    public int Count
    {
        get
        {
            while (MakeNext())
            {
            }

            return _made.Count;
        }
    }

    public string this[int index]
    {
        get
        {
            while (_made.Count <= index && MakeNext())
            {
            }

            return _made[index];
        }
    }

    public IEnumerator<string> GetEnumerator()
    {
        for (int i = 0; i < _made.Count || MakeNext(); i++)
            yield return _made[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool MakeNext()
    {
        while (_rest.MoveNext())
        {
            string name = _rest.Current;
            if (name.Length == 0 || _made.Contains(name))
                continue;
            _made.Add(name);
            return true;
        }

        return false;
    }
}
