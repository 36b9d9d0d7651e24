using System.Globalization;

namespace LabelingGen.Annotations.Preview;

/// <summary>The fixed parts of the page. Its own script and style are all that may run in it (see the policy in the head).</summary>
internal static class PreviewTemplate
{
    public static string Head(string title) => $$$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{{{title}}}</title>
        <style>
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c2430;--dim:#667080;--line:#d9dee6;--blank:#e8ebf0}
        @media(prefers-color-scheme:dark){:root{--bg:#14181f;--card:#1d232d;--ink:#e7ebf2;--dim:#93a0b3;--line:#2c3542;--blank:#262e3a}}
        *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
        header{position:sticky;top:0;z-index:2;background:var(--card);border-bottom:1px solid var(--line);padding:.7rem 1rem}
        h1{font-size:1.05rem;margin:0 0 .4rem}h1 small,figcaption small{color:var(--dim);font-weight:400}
        #legend{display:flex;flex-wrap:wrap;gap:.3rem .9rem;list-style:none;margin:0;padding:0}#legend label{cursor:pointer;white-space:nowrap}
        #legend i{display:inline-block;width:.8em;height:.8em;border-radius:3px;background:var(--c);margin:0 .35em 0 .2em}
        main{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:1rem;padding:1rem}
        figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden;cursor:zoom-in}
        figure:focus{outline:3px solid #4c8dff}figure svg{display:block;width:100%;height:auto;max-height:70vh}
        figcaption{padding:.45rem .7rem;font-size:.85rem;overflow-wrap:anywhere}.other{display:block;color:var(--dim)}
        .blank{fill:var(--blank)}svg g g{stroke:var(--c);fill:color-mix(in srgb,var(--c) 22%,transparent);fill-rule:evenodd}
        svg g g:hover{fill:color-mix(in srgb,var(--c) 45%,transparent)}svg .line path,svg .bone{fill:none}svg .dot{fill:var(--c)}svg .ring{fill:none}.off{display:none}
        figure.zoom{position:fixed;inset:0;z-index:3;border:0;border-radius:0;display:flex;flex-direction:column;cursor:zoom-out}
        figure.zoom svg{flex:1;min-height:0;max-height:none;height:100%}footer{padding:0 1rem 1rem;color:var(--dim);font-size:.85rem}
        kbd{border:1px solid var(--line);border-radius:4px;padding:0 .3em}
        </style></head><body><main>

        """;

    public static string Tail(string legend, int count, bool more) => $$"""
        </main>
        <footer>{{count.ToString(CultureInfo.InvariantCulture)}} images{{(more ? ", more in the data set" : "")}}. <kbd>←</kbd> <kbd>→</kbd> move, <kbd>Enter</kbd> zooms, <kbd>Esc</kbd> goes back, <kbd>a</kbd> shows all classes, <kbd>n</kbd> none.</footer>
        <header hidden><h1></h1>{{legend}}</header>
        <script>
        (() => {
          const header = document.querySelector('header'), main = document.querySelector('main');
          document.body.prepend(header); header.hidden = false; header.querySelector('h1').textContent = document.title;
          const figures = [...main.querySelectorAll('figure')], boxes = [...header.querySelectorAll('input')];
          const apply = () => { for (const box of boxes) for (const item of main.querySelectorAll('g.' + box.dataset.class)) item.classList.toggle('off', !box.checked); };
          const all = on => { for (const box of boxes) box.checked = on; apply(); };
          header.addEventListener('change', apply);
          const zoomed = () => main.querySelector('.zoom');
          const zoom = figure => { const old = zoomed(); if (old) old.classList.remove('zoom'); if (figure && figure !== old) figure.classList.add('zoom'); if (figure) figure.focus(); };
          main.addEventListener('click', event => { const figure = event.target.closest('figure'); if (figure) zoom(figure); });
          addEventListener('keydown', event => {
            const at = Math.max(0, figures.indexOf(document.activeElement)), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (step) { const next = figures[(at + step + figures.length) % figures.length]; if (next) { if (zoomed()) zoom(next); else next.focus(); } event.preventDefault(); }
            else if (event.key === 'Enter' && document.activeElement.matches('figure')) zoom(document.activeElement);
            else if (event.key === 'Escape' && zoomed()) zoomed().classList.remove('zoom');
            else if (event.key === 'a') all(true);
            else if (event.key === 'n') all(false);
          });
        })();
        </script></body></html>

        """;
}
