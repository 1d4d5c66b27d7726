// What static/hilfelotse/editor/ uses of the libraries; esbuild leaves out the rest.
export {default as MarkdownIt} from "markdown-it";
export {autoJoin, baseKeymap, setBlockType, toggleMark} from "prosemirror-commands";
export {closeHistory, history, redo, undo} from "prosemirror-history";
export {
  inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule,
} from "prosemirror-inputrules";
export {keymap} from "prosemirror-keymap";
export {Schema} from "prosemirror-model";
export {liftListItem, sinkListItem, splitListItem, wrapInList} from "prosemirror-schema-list";
export {EditorState, TextSelection} from "prosemirror-state";
export {EditorView} from "prosemirror-view";
