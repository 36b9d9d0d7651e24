namespace LabelingGen.Emulator;

/// <summary>
/// The faults to inject. Rules are asked in the order they were added; the first that strikes is injected, together with any
/// <see cref="Fault.Latency"/> that strikes too. A request may also carry its own fault in the header <see cref="HeaderName"/>.
/// </summary>
public sealed class FaultInjector
{
    /// <summary>The request header that carries one rule in its text form: <c>X-Emulator-Fault: status=503;times=2;id=a1</c>.</summary>
    public const string HeaderName = "X-Emulator-Fault";

    private const int MaxHeaderIds = 100_000;

    private readonly object _gate = new();
    private readonly List<Counter> _rules = [];
    private readonly Dictionary<string, Counter> _byId = [];
    private readonly Random _random;

    internal FaultInjector(int seed)
    {
        Seed = seed;
        _random = new(seed);
    }

    /// <summary>The seed <see cref="FaultRule.Probability"/> is drawn from; the same seed and requests give the same faults.</summary>
    public int Seed { get; }

    /// <summary>How many faults were injected.</summary>
    public long Injected { get; private set; }

    /// <summary>Adds a rule.</summary>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_gate)
            _rules.Add(new(rule));
    }

    /// <summary>Adds a rule in its text form.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public void Add(string rule) => Add(FaultRule.Parse(rule));

    /// <summary>Strikes the next <paramref name="times"/> requests, whatever they are.</summary>
    public void Next(Fault fault, int times = 1) => Add(new FaultRule(fault) { Times = times });

    /// <summary>Takes every rule back, spent ones included.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _byId.Clear();
        }
    }

    /// <summary>The faults of one request: at most one latency and one other.</summary>
    internal IReadOnlyList<Fault> Take(string vendor, string method, string path, string? header)
    {
        FaultRule? own = string.IsNullOrEmpty(header) ? null : FaultRule.Parse(header);
        List<Fault> faults = [];
        lock (_gate)
        {
            if (own is not null && own.Matches(vendor, method, path) && CounterOf(own).Strikes(_random))
                faults.Add(own.Fault);
            foreach (Counter counter in _rules)
            {
                bool wanted = counter.Rule.Fault is Fault.LatencyFault
                    ? !faults.Exists(f => f is Fault.LatencyFault)
                    : !faults.Exists(f => f is not Fault.LatencyFault);
                if (wanted && counter.Rule.Matches(vendor, method, path) && counter.Strikes(_random))
                    faults.Add(counter.Rule.Fault);
            }

            Injected += faults.Count;
        }

        return faults;
    }

    private Counter CounterOf(FaultRule rule)
    {
        if (rule.Id is null)
            return new(rule);
        if (_byId.TryGetValue(rule.Id, out Counter? counter))
            return counter;
        if (_byId.Count >= MaxHeaderIds)
            _byId.Clear();
        return _byId[rule.Id] = new(rule);
    }

    private sealed class Counter(FaultRule rule)
    {
        private int _seen;
        private int _struck;

        public FaultRule Rule { get; } = rule;

        public bool Strikes(Random random)
        {
            if (_seen++ < Rule.Skip || _struck >= Rule.Times || (Rule.Probability < 1 && random.NextDouble() >= Rule.Probability))
                return false;
            _struck++;
            return true;
        }
    }
}
