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
          const figures = [...main.querySelectorAll('figure')], boxes = [...header.querySelectorAll('#legend input')];
          const find = header.querySelector('[type=search]');

          const linked = new Set(main.querySelectorAll('image[data-href]'));
          const load = () => {
            for (const image of linked) {
              const box = image.closest('figure').getBoundingClientRect();
              if (box.bottom < -innerHeight || box.top > 2 * innerHeight) continue;
              image.setAttribute('href', image.dataset.href);
              linked.delete(image);
            }
          };
          addEventListener('scroll', load, { passive: true });
          addEventListener('resize', load);
          load();

          const apply = () => {
            for (const box of boxes)
              for (const item of main.querySelectorAll('.' + box.dataset.class)) item.classList.toggle('off', !box.checked);
          };
          const all = on => { for (const box of boxes) box.checked = on; apply(); };
          header.addEventListener('change', apply);
          header.addEventListener('click', event => { if (event.target.dataset.all !== undefined) all(!!event.target.dataset.all); });
          find.addEventListener('input', () => {
            for (const box of boxes)
              box.closest('li').hidden = !box.parentElement.title.toLowerCase().includes(find.value.toLowerCase());
          });

          const zoomed = () => main.querySelector('.zoom');
          const picture = () => main.querySelector('.zoom > svg');
          const size = svg => svg.dataset.size.split(' ').map(Number);
          const place = (svg, x, y, width) => {
            const [w, h] = size(svg), height = width * h / w;
            x = Math.min(w - width, Math.max(0, x));
            y = Math.min(h - height, Math.max(0, y));
            svg.setAttribute('viewBox', [x, y, width, height].join(' '));
            const marks = svg.querySelector('g');
            marks.style.fontSize = marks.getAttribute('font-size') * width / w + 'px';
            svg.closest('figure').classList.toggle('near', width < w);
          };
          const whole = svg => place(svg, 0, 0, size(svg)[0]);
          const nearer = (svg, factor, at) => {
            const box = svg.viewBox.baseVal, [w, h] = size(svg), width = Math.min(w, Math.max(w / 40, box.width / factor));
            const x = at ? (at.x - box.x) / box.width : .5, y = at ? (at.y - box.y) / box.height : .5;
            place(svg, box.x + (box.width - width) * x, box.y + (box.height - width * h / w) * y, width);
          };
          const element = (name, text, className = '') => Object.assign(document.createElement(name), { textContent: text, className });
          const list = figure => {
            const aside = element('aside', ''), bar = element('nav', '');
            bar.append(element('small', figures.indexOf(figure) + 1 + ' of ' + figures.length));
            for (const [text, label, step] of [['‹', 'Previous', -1], ['›', 'Next', 1], ['×', 'Close', 0]]) {
              const button = element('button', text);
              button.ariaLabel = label;
              button.onclick = () => zoom(step ? beside(figure, step) : figure);
              bar.append(button);
            }
            aside.append(bar);
            for (const item of figure.querySelectorAll('.item')) {
              const [head, ...lines] = (item.querySelector('title')?.textContent ?? item.title).split('\n');
              const row = element('div', '', item.getAttribute('class').replace(/item|chip/g, '') + ' row');
              row.append(element('b', head), ...lines.map(line => element('small', line)));
              row.onpointerenter = () => item.classList.add('lit');
              row.onpointerleave = () => item.classList.remove('lit');
              aside.append(row);
            }
            figure.append(aside);
          };
          const beside = (figure, step) => figures[(figures.indexOf(figure) + step + figures.length) % figures.length];
          const zoom = figure => {
            const old = zoomed();
            if (old) {
              old.classList.remove('zoom');
              old.querySelector('aside').remove();
              for (const svg of old.querySelectorAll(':scope > svg')) whole(svg);
            }
            if (figure && figure !== old) { figure.classList.add('zoom'); list(figure); }
            if (figure) figure.focus();
            load();
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
            if (figure && !dragged && !event.target.closest('aside')) zoom(figure);
            dragged = false;
          });

          addEventListener('keydown', event => {
            if (event.ctrlKey || event.metaKey || event.altKey || document.activeElement === find) return;
            const focused = document.activeElement, at = figures.indexOf(focused);
            const columns = zoomed() ? 1 : getComputedStyle(main).gridTemplateColumns.split(' ').length;
            const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
            if (step && (at >= 0 || Math.abs(step) === 1)) {
              const next = at < 0 ? figures[0] : Math.abs(step) === 1 ? beside(focused, step) : figures[at + step];
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
            else if (event.key === '/' && !zoomed()) { find.focus(); event.preventDefault(); }
          });
        })();
        """;
}
