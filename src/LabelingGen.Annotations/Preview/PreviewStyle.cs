namespace LabelingGen.Annotations.Preview;

/// <summary>How the page looks, light and dark.</summary>
internal static class PreviewStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c2430;--dim:#5f6b7c;--line:#d9dee6;--blank:#e8ebf0;--tag:#fffc}
        @media(prefers-color-scheme:dark){
          :root{--bg:#14181f;--card:#1d232d;--ink:#e7ebf2;--dim:#97a3b6;--line:#2c3542;--blank:#262e3a;--tag:#14181fcc}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
        header{position:sticky;top:0;z-index:2;background:var(--card);border-bottom:1px solid var(--line);padding:.7rem 1rem}
        h1{font-size:1.05rem;margin:0 0 .4rem}
        small{color:var(--dim);font-weight:400}
        #legend{display:flex;flex-wrap:wrap;gap:.3rem .9rem;list-style:none;margin:0;padding:0;max-height:30vh;overflow:auto}
        #legend label{cursor:pointer;white-space:nowrap}
        #legend i{display:inline-block;width:.8em;height:.8em;border-radius:3px;background:var(--c);margin:0 .35em 0 .2em}
        main{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:1rem;padding:1rem;align-items:start}
        figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden;cursor:zoom-in}
        figure:focus-visible{outline:3px solid #4c8dff}
        figure>svg{display:block;width:100%;height:auto;max-height:22rem}
        figcaption{padding:.45rem .7rem;font-size:.85rem;overflow-wrap:anywhere}figcaption small{white-space:nowrap}
        .blank{fill:var(--blank)}
        .item{stroke:var(--c);fill:color-mix(in srgb,var(--c) 22%,transparent);fill-rule:evenodd;stroke-linejoin:round}
        g.item:hover{fill:color-mix(in srgb,var(--c) 45%,transparent)}
        .trail{stroke-dasharray:4 3;opacity:.7}
        .dot{fill:var(--c)}
        .ring{fill:var(--card)}
        .tag{display:none;fill:var(--ink);stroke:var(--tag);stroke-width:.25em;paint-order:stroke}
        .zoom .tag{display:inline}
        .panel{display:block;padding:.45rem .7rem 0;font-size:.8rem;color:var(--dim)}
        .panel svg{display:block;width:100%;height:auto;max-height:14rem;background:var(--blank);border-radius:5px}
        .panel text{fill:var(--dim);stroke:none}
        .chips{display:flex;flex-wrap:wrap;gap:.3rem;padding:.45rem .7rem 0}
        .chip{border-left:.3rem solid var(--c);background:var(--blank);color:var(--ink);border-radius:4px;padding:.05rem .45rem;
          font-size:.8rem;overflow-wrap:anywhere}
        .item.off,.off{display:none}
        figure.zoom{position:fixed;inset:0;z-index:3;border:0;border-radius:0;display:flex;flex-direction:column;cursor:zoom-out;
          overflow:auto}
        figure.zoom>svg{flex:1;min-height:50vh;max-height:none;height:100%}
        figure.zoom.near>svg{cursor:grab}
        footer{padding:0 1rem 1rem;color:var(--dim);font-size:.85rem}
        kbd{border:1px solid var(--line);border-radius:4px;padding:0 .3em}
        """;
}
