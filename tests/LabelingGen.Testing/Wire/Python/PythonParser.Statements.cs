namespace LabelingGen.Testing.Wire.Python;

internal sealed partial class PythonParser
{
    private void ParseStatementLine(List<PythonStatement> statements)
    {
        if (Current.Kind == PythonTokenKind.NewLine)
        {
            Next();
            return;
        }

        switch (Current.Text)
        {
            case "with" when Current.Kind == PythonTokenKind.Name:
                statements.Add(ParseWith());
                return;
            case "for" when Current.Kind == PythonTokenKind.Name:
                Next();
                PythonExpression target = ParseTargets();
                ExpectName("in");
                PythonExpression source = ParseTestList();
                statements.Add(new ForStatement(target, source, ParseBlock()));
                return;
            case "while" when Current.Kind == PythonTokenKind.Name:
                Next();
                statements.Add(new WhileStatement(ParseTest(), ParseBlock()));
                return;
            case "if" when Current.Kind == PythonTokenKind.Name:
                Next();
                statements.Add(ParseIf());
                return;
            case "try" when Current.Kind == PythonTokenKind.Name:
                statements.Add(ParseTry());
                return;
            default:
                do
                    statements.Add(ParseSimple());
                while (Take(";") && Current.Kind != PythonTokenKind.NewLine);
                EndLine();
                return;
        }
    }

    private PythonStatement ParseSimple()
    {
        if (TakeName("pass"))
            return new PassStatement();
        if (TakeName("import"))
            return ParseImport();
        if (TakeName("from"))
            return ParseFromImport();
        if (TakeName("assert"))
        {
            PythonExpression condition = ParseTest();
            if (Take(","))
                ParseTest();
            return new AssertStatement(condition);
        }

        PythonExpression value = ParseTestList();
        if (Current.Kind == PythonTokenKind.Operator && Current.Text is "+=" or "-=" or "*=" or "/=" or "%=" or "|=")
            return new AssignmentStatement([value], new BinaryExpression(Next().Text[..1], value, ParseTestList()));
        List<PythonExpression> targets = [];
        while (Take("="))
        {
            targets.Add(value);
            value = ParseTestList();
        }

        return targets.Count == 0 ? new ExpressionStatement(value) : new AssignmentStatement(targets, value);
    }

    private ImportStatement ParseImport()
    {
        List<(string, string)> names = [];
        do
        {
            string path = ParseDotted();
            names.Add(TakeName("as") ? (path, Next().Text) : (path.Split('.')[0], path.Split('.')[0]));
        }
        while (Take(","));
        return new ImportStatement(names);
    }

    private ImportStatement ParseFromImport()
    {
        string module = ParseDotted();
        ExpectName("import");
        bool wrapped = Take("(");
        List<(string, string)> names = [];
        do
        {
            if (Is(")"))
                break;
            string name = Next().Text;
            names.Add((module + "." + name, TakeName("as") ? Next().Text : name));
        }
        while (Take(","));
        if (wrapped)
            Expect(")");
        return new ImportStatement(names);
    }

    private string ParseDotted()
    {
        string path = Next().Text;
        while (Take("."))
            path += "." + Next().Text;
        return path;
    }

    private WithStatement ParseWith()
    {
        Next();
        List<(PythonExpression, PythonExpression?)> items = [];
        do
        {
            PythonExpression value = ParseTest();
            items.Add((value, TakeName("as") ? ParsePostfix() : null));
        }
        while (Take(","));
        return new WithStatement(items, ParseBlock());
    }

    private IfStatement ParseIf()
    {
        PythonExpression condition = ParseTest();
        List<PythonStatement> body = ParseBlock();
        if (TakeName("elif"))
            return new IfStatement(condition, body, [ParseIf()]);
        return new IfStatement(condition, body, TakeName("else") ? ParseBlock() : []);
    }

    private TryStatement ParseTry()
    {
        Next();
        List<PythonStatement> body = ParseBlock();
        List<(PythonExpression?, string?, IReadOnlyList<PythonStatement>)> handlers = [];
        while (TakeName("except"))
        {
            PythonExpression? type = Is(":") ? null : ParseTest();
            string? name = TakeName("as") ? Next().Text : null;
            handlers.Add((type, name, ParseBlock()));
        }

        return new TryStatement(body, handlers, TakeName("finally") ? ParseBlock() : []);
    }

    private List<PythonStatement> ParseBlock()
    {
        Expect(":");
        List<PythonStatement> body = [];
        if (Current.Kind != PythonTokenKind.NewLine)
        {
            ParseStatementLine(body);
            return body;
        }

        while (Current.Kind == PythonTokenKind.NewLine)
            Next();
        if (Next().Kind != PythonTokenKind.Indent)
            throw new FormatException($"Line {Current.Line}: an indented block was expected.");
        while (Current.Kind != PythonTokenKind.Dedent)
            ParseStatementLine(body);
        Next();
        return body;
    }

    private void EndLine()
    {
        if (Current.Kind != PythonTokenKind.NewLine)
            throw new FormatException($"Line {Current.Line}: '{Current.Text}' is not understood.");
        Next();
    }
}
