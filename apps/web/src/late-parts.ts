// All code that is fetched late, in one place: what is not listed here is part of the first screen.
import {
  documentIdOf,
  DOCUMENTS_ADDRESS,
  isComparison,
  isOfConflicts,
  isOfRuns,
  RUNS_ADDRESS,
  SAMPLE_ADDRESS,
  SEARCH_ADDRESS,
  TRACE_ADDRESS,
} from "./address.ts";
import { late } from "./late.tsx";

export const ChatPage = late(() => import("./chat/chat-page.tsx").then(({ ChatPage }) => ChatPage));
export const ComparePage = late(() => import("./chat/compare/compare-page.tsx").then(({ ComparePage }) => ComparePage));
export const EngineList = late(() => import("./chat/model/engine-list.tsx").then(({ EngineList }) => EngineList));
export const SettingsForm = late(() =>
  import("./chat/settings/settings-form.tsx").then(({ SettingsForm }) => SettingsForm),
);
export const FilePage = late(() => import("./file/file-page.tsx").then(({ FilePage }) => FilePage));
export const FilesPage = late(() => import("./file/files-page.tsx").then(({ FilesPage }) => FilesPage));
export const ModelsPage = late(() => import("./models/models-page.tsx").then(({ ModelsPage }) => ModelsPage));
export const SettingsPage = late(() => import("./settings/settings-page.tsx").then(({ SettingsPage }) => SettingsPage));
export const SystemPage = late(() => import("./system/system-page.tsx").then(({ SystemPage }) => SystemPage));
export const SamplePage = late(() => import("./sample/sample-page.tsx").then(({ SamplePage }) => SamplePage));
export const ConversationList = late(() =>
  import("./shell/conversation-list.tsx").then(({ ConversationList }) => ConversationList),
);
export const DocumentList = late(() => import("./shell/document-list.tsx").then(({ DocumentList }) => DocumentList));
export const LibraryPage = late(() => import("./library/library-page.tsx").then(({ LibraryPage }) => LibraryPage));
export const DocumentPage = late(() => import("./document/document-page.tsx").then(({ DocumentPage }) => DocumentPage));
export const ConflictsPage = late(() =>
  import("./document/conflict/conflicts-page.tsx").then(({ ConflictsPage }) => ConflictsPage),
);
export const RunsPage = late(() => import("./runs/runs-page.tsx").then(({ RunsPage }) => RunsPage));
export const ExperimentPage = late(() =>
  import("./runs/experiment-page.tsx").then(({ ExperimentPage }) => ExperimentPage),
);
export const TracePage = late(() => import("./trace/trace-page.tsx").then(({ TracePage }) => TracePage));
export const PlanView = late(() => import("./document/plan/plan-view.tsx").then(({ PlanView }) => PlanView));
export const NewDocumentDialog = late(() =>
  import("./library/new-document-dialog.tsx").then(({ NewDocumentDialog }) => NewDocumentDialog),
);
export const ExperimentDialog = late(() =>
  import("./document/experiment/experiment-dialog.tsx").then(({ ExperimentDialog }) => ExperimentDialog),
);
export const RunDialog = late(() => import("./runs/run-dialog.tsx").then(({ RunDialog }) => RunDialog));
export const Palette = late(() => import("./palette/palette.tsx").then(({ Palette }) => Palette));
export const KeysDialog = late(() => import("./palette/keys-dialog.tsx").then(({ KeysDialog }) => KeysDialog));
export const UnsentDialog = late(() => import("./offline/unsent-dialog.tsx").then(({ UnsentDialog }) => UnsentDialog));
export const SearchPage = late(() => import("./offline/search/search-page.tsx").then(({ SearchPage }) => SearchPage));
export const FilePicker = late(() => import("./file/file-picker.tsx").then(({ FilePicker }) => FilePicker));
export const Markdown = late(() => import("./markdown/markdown.tsx").then(({ Markdown }) => Markdown));

const PARTS = [
  ChatPage,
  ComparePage,
  EngineList,
  SettingsForm,
  FilePage,
  FilesPage,
  ModelsPage,
  SettingsPage,
  SystemPage,
  SamplePage,
  ConversationList,
  DocumentList,
  LibraryPage,
  DocumentPage,
  ConflictsPage,
  RunsPage,
  ExperimentPage,
  TracePage,
  PlanView,
  NewDocumentDialog,
  ExperimentDialog,
  RunDialog,
  Palette,
  KeysDialog,
  UnsentDialog,
  SearchPage,
  FilePicker,
  Markdown,
];

/** What the page at `pathname` needs, so that it is here when it is first rendered. */
export const fetchPage = (pathname: string): Promise<unknown> =>
  Promise.all(partsOf(pathname).map((part) => part.fetch()));

/** Everything else: the bridge may be away when a person goes to another screen. */
export const fetchAll = (): Promise<unknown> => Promise.all(PARTS.map((part) => part.fetch()));

function partsOf(pathname: string): readonly { fetch(): Promise<unknown> }[] {
  if (isComparison(pathname)) return [ComparePage];
  if (pathname.startsWith("/c/")) return [ChatPage];
  if (pathname.startsWith("/file/")) return [FilePage];
  if (pathname === DOCUMENTS_ADDRESS) return [LibraryPage];
  if (pathname === TRACE_ADDRESS) return [TracePage];
  if (pathname === RUNS_ADDRESS) return [RunsPage];
  if (pathname === SEARCH_ADDRESS) return [SearchPage];
  if (isOfRuns(pathname)) return [ExperimentPage];
  if (isOfConflicts(pathname)) return [ConflictsPage];
  if (documentIdOf(pathname) !== undefined) return [DocumentPage];
  return pathname === SAMPLE_ADDRESS ? [SamplePage] : [];
}
