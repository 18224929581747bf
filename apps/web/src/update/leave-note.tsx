/** The way out of a version that does not work. */
export const LeaveNote = () => (
  <p className="muted">
    <a href="/leave">Leave this version</a> removes the copy of the app from this browser and loads what the bridge has.
    What you wrote stays.
  </p>
);
