; The submenu that Explorer shows for pictures: one list of commands, to which every kind of picture refers.

!define COMMANDS "Software\Classes\Enlarger.Pictures"
!define KINDS "Software\Classes\SystemFileAssociations"

!macro EachKind Do
  !insertmacro ${Do} ".png"
  !insertmacro ${Do} ".jpg"
  !insertmacro ${Do} ".jpeg"
  !insertmacro ${Do} ".webp"
  !insertmacro ${Do} ".tif"
  !insertmacro ${Do} ".tiff"
!macroend

!macro WriteCommand Number Id Name
  WriteRegStr SHCTX "${COMMANDS}\shell\${Number}-${Id}" "MUIVerb" "${Name}"
  ; Without it Explorer hides the command where more than fifteen pictures are selected.
  WriteRegStr SHCTX "${COMMANDS}\shell\${Number}-${Id}" "MultiSelectModel" "Player"
  WriteRegStr SHCTX "${COMMANDS}\shell\${Number}-${Id}\command" "" '"$INSTDIR\enlarger-explorer.exe" ${Id} "%1"'
!macroend

!macro WriteKind Kind
  WriteRegStr SHCTX "${KINDS}\${Kind}\shell\Enlarger" "MUIVerb" "Enlarger"
  WriteRegStr SHCTX "${KINDS}\${Kind}\shell\Enlarger" "ExtendedSubCommandsKey" "Enlarger.Pictures"
  WriteRegStr SHCTX "${KINDS}\${Kind}\shell\Enlarger" "MultiSelectModel" "Player"
!macroend

!macro DeleteKind Kind
  DeleteRegKey SHCTX "${KINDS}\${Kind}\shell\Enlarger"
  DeleteRegKey /ifnosubkeys /ifnovalues SHCTX "${KINDS}\${Kind}\shell"
  DeleteRegKey /ifnosubkeys /ifnovalues SHCTX "${KINDS}\${Kind}"
!macroend

!macro NotifyExplorer
  ; SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro WriteExplorerMenu
  !insertmacro WriteCommand 1 "upscale-2x" "Enlarge 2x"
  !insertmacro WriteCommand 2 "upscale-4x" "Enlarge 4x"
  !insertmacro WriteCommand 3 "restore-blur" "Restore blur"
  !insertmacro EachKind WriteKind
  !insertmacro NotifyExplorer
!macroend

!macro DeleteExplorerMenu
  DeleteRegKey SHCTX "${COMMANDS}"
  !insertmacro EachKind DeleteKind
  DeleteRegKey /ifnosubkeys /ifnovalues SHCTX "${KINDS}"
  !insertmacro NotifyExplorer
!macroend
