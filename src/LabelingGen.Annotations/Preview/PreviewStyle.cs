namespace LabelingGen.Annotations.Preview;

/// <summary>How the page looks, light and dark.</summary>
internal static class PreviewStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c2430;--dim:#5f6b7c;--line:#d9dee6;--blank:#e8ebf0;--tag:#fffd;
          --accent:#2f6fed;--shade:0 1px 2px #1c24300f}
        @media(prefers-color-scheme:dark){
          :root{--bg:#14181f;--card:#1d232d;--ink:#e7ebf2;--dim:#97a3b6;--line:#2c3542;--blank:#262e3a;--tag:#14181fdd;--accent:#7aa7ff;
            --shade:none}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
        body:has(.zoom){overflow:hidden}
        small{color:var(--dim);font-weight:400;font-variant-numeric:tabular-nums}
        header{position:sticky;top:0;z-index:2;background:var(--card);border-bottom:1px solid var(--line);padding:.7rem 1rem .6rem}
        header[hidden]{display:none}
        header div{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .6rem}
        header div small{margin-right:auto}
        h1{font-size:1.05rem;margin:0;overflow-wrap:anywhere}
        input[type=search],button{font:inherit;font-size:.85rem;color:inherit;background:var(--bg);border:1px solid var(--line);
          border-radius:6px;padding:.15rem .6rem}
        input[type=search]{flex:0 1 11rem;min-width:7rem}
        header:not(:has(li)) :is(input,button){display:none}
        button{cursor:pointer}
        button:hover{border-color:var(--dim)}
        :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
        #legend{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none;margin:.5rem -3px -3px;padding:3px;max-height:6.6rem;overflow:auto}
        #legend:empty{display:none}
        #legend li{min-width:0}
        #legend label{display:flex;align-items:center;gap:.4rem;max-width:18rem;padding:.08rem .6rem .08rem .5rem;font-size:.85rem;
          border:1px solid var(--line);border-radius:99px;cursor:pointer;position:relative}
        #legend label:hover{border-color:var(--dim)}
        #legend label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:1px}
        #legend label:has(input:not(:checked)){opacity:.5}
        #legend input{position:absolute;opacity:0;margin:0}
        #legend i{flex:none;width:.7rem;height:.7rem;border-radius:50%;border:2px solid var(--c);background:var(--c)}
        #legend input:not(:checked)+i{background:none}
        #legend span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;unicode-bidi:isolate}
        main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(280px,100%),1fr));gap:1rem;padding:1rem;align-items:start}
        figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden;cursor:zoom-in;
          box-shadow:var(--shade);content-visibility:auto;contain-intrinsic-size:auto 240px;scroll-margin:9rem 0 1rem}
        figure:hover{border-color:var(--dim)}
        figure>svg{display:block;width:100%;height:auto;aspect-ratio:3/2;background:var(--blank)}
        figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .8rem;padding:.45rem .7rem;font-size:.85rem}
        figcaption bdi{overflow-wrap:anywhere}figcaption small{white-space:nowrap}
        .blank{fill:var(--blank)}
        .absent{fill:var(--dim);stroke:none;text-anchor:middle}
        .item,.row{stroke:var(--c);fill:color-mix(in srgb,var(--c) 20%,transparent)}
        .item{stroke-width:2px;fill-rule:evenodd;stroke-linejoin:round}
        .item *{vector-effect:non-scaling-stroke}
        g.item:hover,g.item.lit{fill:color-mix(in srgb,var(--c) 50%,transparent);stroke-width:3px}
        .trail{stroke-dasharray:4 4}
        .dot,.ring{fill:none;stroke-linecap:round;stroke-width:8px}
        .ring{stroke:#fff;stroke-width:4px}
        .tag{display:none;fill:var(--ink);stroke:var(--tag);stroke-width:4px;stroke-linejoin:round;paint-order:stroke;font-weight:600}
        .zoom .tag{display:inline}
        .panel{display:block;padding:.5rem .7rem 0;font-size:.8rem;color:var(--dim)}
        .panel svg{display:block;width:100%;max-width:34rem;height:auto;max-height:14rem;margin-top:.2rem;background:var(--blank);border-radius:6px}
        .panel text{fill:var(--ink);stroke:none}
        .chips{display:flex;flex-wrap:wrap;gap:.3rem;padding:.5rem .7rem 0}
        .chip{border-left:.3rem solid var(--c);background:color-mix(in srgb,var(--c) 14%,var(--card));border-radius:5px;
          padding:.05rem .5rem;font-size:.8rem;overflow-wrap:anywhere;unicode-bidi:isolate}
        .off{display:none!important}
        figure.zoom{position:fixed;inset:0;z-index:3;border:0;border-radius:0;overflow:auto;cursor:zoom-out;content-visibility:visible;
          display:grid;grid-template:minmax(50vh,1fr) repeat(5,auto)/minmax(0,1fr) min(21rem,30vw)}
        figure.zoom>*{grid-column:1}
        figure.zoom>svg{height:100%;aspect-ratio:auto;min-height:0}
        figure.zoom.near>svg{cursor:grab}
        figure.zoom>aside{grid-area:1/2/7/3;min-height:0;overflow:auto;cursor:auto;border-left:1px solid var(--line);font-size:.85rem}
        nav{position:sticky;top:0;display:flex;gap:.3rem;align-items:center;padding:.6rem .7rem;background:var(--card);
          border-bottom:1px solid var(--line)}
        nav small{margin-right:auto}
        .row{padding:.4rem .7rem .4rem .6rem;border-left:.3rem solid var(--c);border-bottom:1px solid var(--line)}
        .row:hover{background:var(--blank)}
        .row b,.row small{display:block;overflow-wrap:anywhere;unicode-bidi:isolate}
        footer{padding:0 1rem 1rem;color:var(--dim);font-size:.85rem}
        kbd{border:1px solid var(--line);border-bottom-width:2px;border-radius:4px;padding:0 .3em;background:var(--card)}
        @media(max-width:700px){
          figure.zoom{grid-template:minmax(45vh,1fr) repeat(4,auto) minmax(0,40vh)/minmax(0,1fr)}
          figure.zoom>aside{grid-area:6/1/7/2;border-left:0;border-top:1px solid var(--line)}
          header div small{flex-basis:60%}
          input[type=search]{flex:1}
          #legend{max-height:4.6rem}
          footer span{display:none}}
        """;
}
