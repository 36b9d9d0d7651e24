namespace LabelingGen.Annotations.Preview;

/// <summary>What the page does: filters, zooms, moves; by mouse and by keyboard.</summary>
internal static class PreviewScript
{
    public const string Code = """
        (() => {
          const header = document.querySelector('header'), main = document.querySelector('main');
          document.body.prepend(header);
          header.hidden = false;
          header.querySelector('h1').textContent = document.title;
          const figures = [...main.querySelectorAll('figure')], boxes = [...header.querySelectorAll('input')];

          const apply = () => {
            for (const box of boxes)
              for (const item of main.querySelectorAll('.item.' + box.dataset.class)) item.classList.toggle('off', !box.checked);
          };
          const all = on => { for (const box of boxes) box.checked = on; apply(); };
          header.addEventListener('change', apply);

          const zoomed = () => main.querySelector('.zoom');
          const picture = () => main.querySelector('.zoom > svg');
          const size = svg => svg.dataset.size.split(' ').map(Number);
          const place = (svg, x, y, width) => {
            const [w, h] = size(svg), height = width * h / w;
            x = Math.min(w - width, Math.max(0, x));
            y = Math.min(h - height, Math.max(0, y));
            svg.setAttribute('viewBox', [x, y, width, height].join(' '));
            svg.closest('figure').classList.toggle('near', width < w);
          };
          const whole = svg => place(svg, 0, 0, size(svg)[0]);
          const nearer = (svg, factor, at) => {
            const box = svg.viewBox.baseVal, [w, h] = size(svg), width = Math.min(w, Math.max(w / 40, box.width / factor));
            const x = at ? (at.x - box.x) / box.width : .5, y = at ? (at.y - box.y) / box.height : .5;
            place(svg, box.x + (box.width - width) * x, box.y + (box.height - width * h / w) * y, width);
          };
          const zoom = figure => {
            const old = zoomed();
            if (old) { old.classList.remove('zoom'); for (const svg of old.querySelectorAll(':scope > svg')) whole(svg); }
            if (figure && figure !== old) figure.classList.add('zoom');
            if (figure) figure.focus();
          };

          const point = (svg, event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
          let drag = null, dragged = false;
          main.addEventListener('wheel', event => {
            const svg = event.target.closest('.zoom > svg');
            if (svg) { event.preventDefault(); nearer(svg, event.deltaY < 0 ? 1.25 : .8, point(svg, event)); }
          }, { passive: false });
          main.addEventListener('pointerdown', event => {
            const svg = event.target.closest('.near.zoom > svg');
            dragged = false;
            drag = svg ? { svg, at: point(svg, event) } : null;
          });
          addEventListener('pointermove', event => {
            if (!drag) return;
            const now = point(drag.svg, event), box = drag.svg.viewBox.baseVal;
            place(drag.svg, box.x + drag.at.x - now.x, box.y + drag.at.y - now.y, box.width);
            dragged = true;
          });
          addEventListener('pointerup', () => { drag = null; });
          main.addEventListener('click', event => {
            const figure = event.target.closest('figure');
            if (figure && !dragged) zoom(figure);
            dragged = false;
          });

          addEventListener('keydown', event => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const focused = document.activeElement, at = figures.indexOf(focused), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (step) {
              const next = figures[at < 0 ? 0 : (at + step + figures.length) % figures.length];
              if (next) { if (zoomed()) zoom(next); else next.focus(); }
              event.preventDefault();
            }
            else if (event.key === 'Enter' && at >= 0) zoom(focused);
            else if (event.key === 'Escape' && zoomed()) zoom(zoomed());
            else if (event.key === '+' && picture()) nearer(picture(), 1.5);
            else if (event.key === '-' && picture()) nearer(picture(), 1 / 1.5);
            else if (event.key === '0' && picture()) whole(picture());
            else if (event.key === 'a') all(true);
            else if (event.key === 'n') all(false);
          });
        })();
        """;
}
