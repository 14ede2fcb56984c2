/* Runs before anything else on the page (Solara includes this file by its name).
 *
 * anywidget gives a widget's module two seconds to load and ignores all that Python sends when it comes later, so a slow
 * phone, or a full classroom, would wait for its films for ever. No deadline of this page is worth that: give it a minute.
 */
{
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(Math.max(milliseconds, 60000));
}
