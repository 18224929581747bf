// A chart as the workbench draws it, coloured by the page. It is text that the workbench made, with every word of a person escaped in it.
import "./chart.css";

interface ChartProps {
  svg: string;
}

export const Chart = ({ svg }: ChartProps) => (
  // What scrolls must be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className="chart-box" tabIndex={0} dangerouslySetInnerHTML={{ __html: svg }} />
);
