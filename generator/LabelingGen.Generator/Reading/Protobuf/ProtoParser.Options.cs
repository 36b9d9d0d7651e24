using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.Protobuf;

internal sealed partial class ProtoParser
{
    private ProtoOption ReadOptionStatement()
    {
        Advance();
        ProtoOption option = ReadOption();
        Expect(";");
        return option;
    }

    private List<ProtoOption> ReadOptionList()
    {
        List<ProtoOption> options = [];
        if (!Accept("["))
            return options;
        do
            options.Add(ReadOption());
        while (Accept(","));
        Expect("]");
        return options;
    }

    private ProtoOption ReadOption()
    {
        string name = "";
        do
        {
            string part = Accept("(") ? "(" + (Accept(".") ? "." : "") + ReadFullName() + CloseName() : ReadName();
            name = name.Length == 0 ? part : name + "." + part;
        }
        while (Accept("."));
        Expect("=");
        return new ProtoOption(name, ReadConstant());
    }

    private string CloseName()
    {
        Expect(")");
        return ")";
    }

    private ProtoConstant ReadConstant()
    {
        if (_token.Is("{") || _token.Is("<"))
            return ReadAggregate();
        if (_token.Kind == ProtoTokenKind.String)
            return ProtoConstant.Scalar(ProtoConstantKind.String, ReadString());
        string sign = Accept("-") ? "-" : Accept("+") ? "" : "";
        if (_token.Kind is ProtoTokenKind.Integer or ProtoTokenKind.Float)
        {
            string number = sign + _token.Text;
            Advance();
            return ProtoConstant.Scalar(ProtoConstantKind.Number, number);
        }

        return ProtoConstant.Scalar(ProtoConstantKind.Identifier, sign + ReadFullName());
    }

    /// <summary>A message in protobuf's text format: <c>{ field: value  other { … }  [ext.name]: value  list: [1, 2] }</c>.</summary>
    private ProtoConstant ReadAggregate()
    {
        if (++_depth > Limits.TreeDepth)
            throw new ProtoSyntaxException(_token.Start, _token.End, "the option's value is nested too deeply");
        string end = _token.Is("{") ? "}" : ">";
        Advance();
        List<ProtoOption> fields = [];
        while (!Accept(end))
        {
            string name = ReadAggregateName();
            ProtoConstant value;
            if (Accept(":"))
                value = _token.Is("[") ? ReadList() : ReadConstant();
            else if (_token.Is("{") || _token.Is("<"))
                value = ReadAggregate();
            else
                throw Unexpected("':' or '{'");
            fields.Add(new ProtoOption(name, value));
            if (!Accept(","))
                Accept(";");
        }

        _depth--;
        return new ProtoConstant(ProtoConstantKind.Aggregate, "", fields.ToEquatableArray(), EquatableArray<ProtoConstant>.Empty);
    }

    private string ReadAggregateName()
    {
        if (!Accept("["))
            return ReadName();
        string name = ReadFullName();
        // The name of an Any is an address: "type.googleapis.com/package.Message".
        while (Accept("/"))
            name += "/" + ReadFullName();
        Expect("]");
        return "[" + name + "]";
    }

    private ProtoConstant ReadList()
    {
        Expect("[");
        List<ProtoConstant> items = [];
        while (!Accept("]"))
        {
            items.Add(ReadConstant());
            if (!Accept(",") && !_token.Is("]"))
                throw Unexpected("',' or ']'");
        }

        return new ProtoConstant(ProtoConstantKind.List, "", EquatableArray<ProtoOption>.Empty, items.ToEquatableArray());
    }
}
