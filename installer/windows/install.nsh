; The installation. Everything is checked, then written beside where it belongs, then verified; only then does it take the place of
; what is there, folder by folder, by renaming. What fails before the last renaming leaves the old installation as it was.

!define PLACES "$PLUGINSDIR\places.txt"         ; the plug-ins' folders, LEDGER|FOLDER
!define OLD_PLACES "$PLUGINSDIR\old-places.txt" ; those of the installation that is replaced
!define PARENTS "$PLUGINSDIR\parents.txt"       ; folders made for them, which go again when they are empty
!define SWAPPED "$PLUGINSDIR\swapped.txt"       ; what has taken its place already

; A component is declined when it is neither chosen nor impossible.
!define /math DECIDED ${SF_SELECTED} | ${SF_RO}

Var IsSwapping
Var Size            ; of what was chosen, in kilobytes
Var GeneratorsSize
Var PartIsElevated  ; whether Paint.NET's plug-in needs an administrator, and nothing else does
Var OldLedgers
Var Notes           ; what the user should know when all is done

Function Install
  ${If} $Part != ""
    Call InstallPart
    Return
  ${EndIf}
  SetOutPath $TEMP
  StrCpy $Target "$PLUGINSDIR\ledgers"
  Call Put.ledgers

  Call CheckVersion
  Call CheckFolder
  ${If} $0 != ""
    ${Fail} $0
  ${EndIf}
  Call CheckPaintNet
  Call ListPlaces
  Call DemandNothingRuns
  Call Measure
  Call CheckSpace

  DetailPrint "Writing the new files..."
  Call KeepOldLedgers
  StrCpy $Ledger program
  StrCpy $Place $INSTDIR
  Call Recover
  ${EachLine} "${PLACES}" RecoverLine
  Call WriteProgram
  Call Verify
  ${EachLine} "${PLACES}" WritePlace
  ${If} ${SectionIsSelected} ${Section.krita}
    StrCpy $Target "$PLUGINSDIR\krita"
    Call Put.krita-files
  ${EndIf}

  StrCpy $IsSwapping 1
  StrCpy $Ledger program
  StrCpy $Place $INSTDIR
  Call Swap
  ${EachLine} "${PLACES}" SwapLine
  StrCpy $IsSwapping 0

  Call Register
  Call RemoveOld
  Call InstallElevated
  StrCpy $FinishText "Enlarger ${VERSION} is in $INSTDIR.$\r$\n$\r$\nRestart the editors that got a plug-in."
  ${If} ${SectionIsSelected} ${Section.krita}
    StrCpy $Notes "$Notes$\r$\n$\r$\nKrita: switch Enlarger on under Settings > Configure Krita > Python Plugin Manager, then restart Krita."
  ${EndIf}
  StrCpy $FinishText "$FinishText$Notes"
  ${Say} "Done."
FunctionEnd

; An older version would not know what a newer one has written.
Function CheckVersion
  ${If} $OldVersion == ""
    Return
  ${EndIf}
  StrCpy $1 $OldVersion
  ${StrLoc} $0 $1 "-" ">"
  ${If} $0 != ""
    StrCpy $1 $1 $0
  ${EndIf}
  StrCpy $2 "${VERSION}"
  ${StrLoc} $0 $2 "-" ">"
  ${If} $0 != ""
    StrCpy $2 $2 $0
  ${EndIf}
  ${VersionCompare} $2 $1 $0
  ${If} $0 == 2
  ${AndIf} $Force != 1
    ${IfNot} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION "Enlarger $OldVersion is installed, which is newer than ${VERSION}. Put the older version in its place?" /SD IDNO IDYES`
      ${Fail} "Enlarger $OldVersion is installed, which is newer than ${VERSION}: uninstall it first, or add /FORCE."
    ${EndIf}
  ${EndIf}
FunctionEnd

; $0 says why it cannot be $INSTDIR, or is empty.
Function CheckFolder
  StrCpy $0 ""
  StrLen $1 "$INSTDIR${NEW}\"
  IntOp $1 $1 + ${LONGEST}
  ${If} $1 > 259
    IntOp $1 $1 - 259
    StrCpy $0 "The name of the folder $INSTDIR is $1 characters too long for Windows: choose a shorter one."
    Return
  ${EndIf}
  StrCpy $2 $INSTDIR 1 1
  StrCpy $3 $INSTDIR 2
  ${If} $2 != ":"
  ${AndIf} $3 != "\\"
    StrCpy $0 "$INSTDIR is no full name of a folder: begin with a drive, as in C:\Enlarger."
    Return
  ${EndIf}
  ; Others' folders are not taken over, and nobody's is renamed with what is in it.
  ${IfNot} ${FileExists} "$INSTDIR\uninstall\program.txt"
  ${AndIf} $INSTDIR != $OldFolder
    StrLen $1 $INSTDIR
    ${If} $FolderIsGiven == 1
    ${OrIfNot} ${Silent}
    ${OrIf} $1 <= 3
      FindFirst $1 $2 "$INSTDIR\*.*"
      ${DoWhile} $2 != ""
        ${If} $2 != "."
        ${AndIf} $2 != ".."
          StrCpy $0 "The folder $INSTDIR is not empty, and not Enlarger's: choose a new one."
        ${EndIf}
        FindNext $1 $2
      ${Loop}
      FindClose $1
      ${If} $0 != ""
        Return
      ${EndIf}
    ${EndIf}
  ${EndIf}
  ${GetParent} $INSTDIR $1
  Call CanWrite
  ${If} $0 == 0
    StrCpy $0 "Nothing can be written into $1: choose another folder, or have an administrator install it."
  ${Else}
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

; Whether the plug-in's folder is ours to write; an administrator is asked for where somebody can answer.
Function CheckPaintNet
  ${IfNot} ${SectionIsSelected} ${Section.paint.net}
    Return
  ${EndIf}
  StrCpy $1 $PaintNet
  ${GetParent} $1 $1
  Call CanWrite
  ${If} $0 == 1
    Return
  ${EndIf}
  ${If} $PaintNetKind == classic
  ${AndIfNot} ${Silent}
    StrCpy $PartIsElevated 1
  ${ElseIf} $WantedIsGiven == 1
    ${Fail} "Only an administrator can write into $PaintNet: start this as an administrator, or leave paint.net out of /COMPONENTS."
  ${Else}
    StrCpy $1 "Paint.NET's plug-in is left out: only an administrator can write into $PaintNet."
    ${Say} $1
    StrCpy $Notes "$Notes$\r$\n$\r$\n$1"
    StrCpy $PaintNet ""
    !insertmacro UnselectSection ${Section.paint.net}
  ${EndIf}
FunctionEnd

; The folders, and the hosts that may not run meanwhile: those that had a plug-in, too.
Function ListPlaces
  StrCpy $Watch ","
  Delete "${PLACES}"
  Delete "${OLD_PLACES}"
  Delete "${PARENTS}"
  Delete "${SWAPPED}"
  ${If} ${SectionIsSelected} ${Section.paint.net}
    StrCpy $Watch "$Watchpaint.net,"
    ${If} $PartIsElevated != 1
      StrCpy $Ledger paint.net
      ${If} $PaintNetKind == portable
        StrCpy $Ledger paint.net-portable
      ${EndIf}
      StrCpy $Place $PaintNet
      Call AddPlace
    ${EndIf}
  ${EndIf}
  ${If} ${SectionIsSelected} ${Section.gimp3}
    StrCpy $Watch "$Watchgimp3,"
    ${EachLine} "${GIMP_PLACES}" AddGimpPlace
  ${EndIf}
  ${If} ${SectionIsSelected} ${Section.krita}
    StrCpy $Watch "$Watchkrita,"
    StrCpy $Ledger krita
    StrCpy $Place "$KritaFolder\pykrita\enlarger"
    Call AddPlace
    StrCpy $Place "$KritaFolder\actions\enlarger.action"
    Call NoteParents
  ${EndIf}
  StrCpy $Place $INSTDIR
  Call NoteParents

  StrCpy $4 0
  ${Do}
    EnumRegValue $Place SHCTX "${KEY}\Places" $4
    ${If} $Place == ""
      ${ExitDo}
    ${EndIf}
    IntOp $4 $4 + 1
    ReadRegStr $Ledger SHCTX "${KEY}\Places" $Place
    ${If} $Ledger == "parent"
      ${Append} "${PARENTS}" "$Place"
    ${Else}
      ${Append} "${OLD_PLACES}" "$Ledger|$Place"
      StrCpy $Watch "$Watch$Ledger,"
      ${If} $Ledger == paint.net-portable
        StrCpy $Watch "$Watchpaint.net,"
      ${EndIf}
    ${EndIf}
  ${Loop}

  StrCpy $WatchFolder $INSTDIR
  ${If} $OldFolder != ""
    StrCpy $WatchFolder $OldFolder
  ${EndIf}
FunctionEnd

Function AddGimpPlace
  StrCpy $Ledger gimp3
  StrCpy $Place $Line
  Call AddPlace
FunctionEnd

Function AddPlace
  StrLen $0 "$Place${NEW}\"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 259
    ${Fail} "The name of the folder $Place is too long for Windows: leave $Ledger out, or move the editor's folder."
  ${EndIf}
  ${Append} "${PLACES}" "$Ledger|$Place"
  Call NoteParents
FunctionEnd

; Folders above $Place that do not exist yet.
Function NoteParents
  StrCpy $0 $Place
  ${Do}
    ${GetParent} $0 $0
    StrLen $1 $0
    ${If} $1 <= 3
    ${OrIf} ${FileExists} "$0\*.*"
      ${ExitDo}
    ${EndIf}
    ${Append} "${PARENTS}" "$0"
  ${Loop}
FunctionEnd

!macro AddSize Id Title
  ${If} ${SectionIsSelected} ${Section.${Id}}
    SectionGetSize ${Section.${Id}} $0
    IntOp $Size $Size + $0
  ${EndIf}
!macroend

!macro AddGeneratorSize Id Title
  ${If} ${SectionIsSelected} ${Section.${Id}}
    IntOp $GeneratorsSize $GeneratorsSize + ${Size.${Id}}
  ${EndIf}
!macroend

Function Measure
  StrCpy $Size ${Size.program}
  StrCpy $GeneratorsSize ${Size.required-generator}
  !insertmacro EachComponent AddSize
  !insertmacro EachGenerator AddGeneratorSize
  ${If} ${SectionIsSelected} ${Section.paint.net}
  ${AndIf} $PaintNetKind == portable
    IntOp $Size $Size + $GeneratorsSize
  ${EndIf}
FunctionEnd

; The old installation stays until the new one is there, so that nothing of it counts as free.
Function CheckSpace
  StrCpy $1 $INSTDIR
  StrCpy $2 $Size
  !if ${COMPRESSION} == small
    ; What is compressed as one is unpacked into a temporary file first.
    ${GetRoot} $INSTDIR $3
    ${GetRoot} $TEMP $4
    ${If} $3 == $4
      IntOp $2 $2 + ${Size.all}
    ${Else}
      StrCpy $1 $TEMP
      StrCpy $2 ${Size.all}
      Call DemandSpace
      StrCpy $1 $INSTDIR
      StrCpy $2 $Size
    ${EndIf}
  !endif
  Call DemandSpace
  ${If} ${SectionIsSelected} ${Section.paint.net}
  ${AndIf} $PaintNetKind == portable
    StrCpy $1 $PaintNet
    IntOp $2 $GeneratorsSize + ${Size.paint.net}
    Call DemandSpace
  ${EndIf}
FunctionEnd

; $2 kilobytes in the folder $1.
Function DemandSpace
  StrCpy $0 $1
  ${Do}
    StrLen $3 $0
    ${If} $3 <= 3
    ${OrIf} ${FileExists} "$0\*.*"
      ${ExitDo}
    ${EndIf}
    ${GetParent} $0 $0
  ${Loop}
  StrCpy $0 "$0\"
  System::Call 'kernel32::GetDiskFreeSpaceExW(w r0, *l .r4, *l, *l) i .r5'
  ${If} $5 = 0
    Return
  ${EndIf}
  System::Int64Op $4 / 1024
  Pop $4
  System::Int64Op $4 < $2
  Pop $5
  ${If} $5 = 1
    System::Int64Op $4 / 1024
    Pop $4
    IntOp $2 $2 / 1024
    IntOp $2 $2 + 1
    ${Fail} "There is not enough room for $1: $2 MB are needed and $4 MB are free. Make room, or choose another folder."
  ${EndIf}
FunctionEnd

!macro WriteGenerator Id Title
  ${If} ${SectionIsSelected} ${Section.${Id}}
    Call Put.${Id}
  ${EndIf}
!macroend

; Into the folder $Target.
Function WriteGenerators
  Call Put.required-generator
  !insertmacro EachGenerator WriteGenerator
FunctionEnd

Function WriteProgram
  StrCpy $Target "$INSTDIR${NEW}"
  Call Put.program
  StrCpy $Target "$INSTDIR${NEW}\uninstall"
  Call Put.ledgers
  StrCpy $Target "$INSTDIR${NEW}\models"
  Call WriteGenerators
  ClearErrors
  WriteUninstaller "$INSTDIR${NEW}\uninstall.exe"
  ${If} ${Errors}
    Abort
  ${EndIf}
FunctionEnd

; The new program checks the new generators: it runs on this machine, and they are what they should be.
Function Verify
  DetailPrint "Checking the generators..."
  nsExec::ExecToStack '"$INSTDIR${NEW}\enlarger.exe" models verify --folder "$INSTDIR${NEW}\models"'
  Pop $0
  Pop $1
  ${If} $0 == 4
    ${Say} $1
    ${Fail} "A generator in this installer is damaged: download it again. Nothing has been changed."
  ${ElseIf} $0 != 0
    ${Say} $1
    ${Fail} "The program does not run on this machine ($0): it needs Windows 10 or newer of 64 bits. Nothing has been changed."
  ${EndIf}
  ; ONNX Runtime is linked to it, few machines lack it, and what Enlarger is made of does not bring it.
  ${IfNot} ${FileExists} "$SYSDIR\vcruntime140_1.dll"
  ${OrIfNot} ${FileExists} "$SYSDIR\msvcp140_atomic_wait.dll"
    StrCpy $1 "Windows lacks the newest Visual C++ runtime, without which generators do not run: install it from https://aka.ms/vs/17/release/vc_redist.x64.exe."
    ${Say} $1
    StrCpy $Notes "$Notes$\r$\n$\r$\n$1"
  ${EndIf}
FunctionEnd

Function WritePlace
  Call SplitLine
  StrCpy $Target "$Place${NEW}"
  ${If} $Ledger == gimp3
    Call Put.gimp3
  ${ElseIf} $Ledger == krita
    Call Put.krita
  ${Else}
    Call Put.paint.net
    ${If} $Ledger == paint.net-portable
      StrCpy $Target "$Place${NEW}\models"
      Call WriteGenerators
    ${EndIf}
  ${EndIf}
FunctionEnd

; What an installation that was cut off has left at $Place is undone, or completed.
Function Recover
  RMDir /r "$Place${NEW}"
  ${If} ${FileExists} "$Place${OLD}\*.*"
    ${If} ${FileExists} "$Place\*.*"
      Call RemoveReplaced
    ${Else}
      Rename "$Place${OLD}" $Place
    ${EndIf}
  ${EndIf}
FunctionEnd

Function RecoverLine
  Call SplitLine
  Call Recover
FunctionEnd

; Renames the folder $1 to $2: $0 tells whether it could. Windows may hold fresh files for a moment, to look for viruses.
Function MoveFolder
  StrCpy $3 0
  ${Do}
    ClearErrors
    Rename $1 $2
    ${IfNot} ${Errors}
      StrCpy $0 1
      Return
    ${EndIf}
    Sleep 200
    IntOp $3 $3 + 1
  ${LoopUntil} $3 = 50
  StrCpy $0 0
FunctionEnd

; What is new takes the place of what is old, which lies beside it from now on.
Function Swap
  ${If} ${FileExists} "$Place\*.*"
    StrCpy $1 $Place
    StrCpy $2 "$Place${OLD}"
    Call MoveFolder
    ${If} $0 == 0
      ${Fail} "Something in $Place is in use: close the programs that use it, then start this again. Nothing has been changed."
    ${EndIf}
  ${EndIf}
  StrCpy $1 "$Place${NEW}"
  StrCpy $2 $Place
  Call MoveFolder
  ${If} $0 == 0
    Rename "$Place${OLD}" $Place
    ${Fail} "The new files in $Place${NEW} are in use: close the programs that use them, then start this again. Nothing has been changed."
  ${EndIf}
  ${Append} "${SWAPPED}" "$Ledger|$Place"
FunctionEnd

Function SwapLine
  Call SplitLine
  Call Swap
FunctionEnd

Function SwapBack
  Call SplitLine
  StrCpy $1 $Place
  StrCpy $2 "$Place${NEW}"
  Call MoveFolder
  Rename "$Place${OLD}" $Place
FunctionEnd

; After a failure everything is as it was.
Function CleanUp
  SetOutPath $TEMP
  ${If} $IsSwapping == 1
    StrCpy $IsSwapping 0
    ${EachLine} "${SWAPPED}" SwapBack
  ${EndIf}
  ; Not before there is something of ours.
  ${If} ${FileExists} "$PLUGINSDIR\ledgers\*.*"
    ${If} $Part == ""
      RMDir /r "$INSTDIR${NEW}"
    ${EndIf}
    ${EachLine} "${PLACES}" RemoveNew
    ${EachLine} "${PARENTS}" RemoveParent
  ${EndIf}
FunctionEnd

Function RemoveNew
  Call SplitLine
  RMDir /r "$Place${NEW}"
FunctionEnd

; Deeper ones were noted first.
Function RemoveParent
  RMDir $Line
FunctionEnd

; A file that cannot be written ends it without a sentence: the disk was filled by somebody else meanwhile.
Function .onInstFailed
  ${If} $Failed == ""
    ${Fail} "A file could not be written into $Target: make room there, then start this again. Nothing has been changed."
  ${EndIf}
  SetErrorLevel 2
FunctionEnd

; Removes what is left of $Place's old folder, by its own list where that is known, and gives the user's files back.
Function RemoveReplaced
  StrCpy $Folder "$Place${OLD}"
  StrCpy $LedgerFile "$OldLedgers\$Ledger.txt"
  ${If} $OldLedgers == ""
  ${OrIfNot} ${FileExists} $LedgerFile
    StrCpy $LedgerFile "$PLUGINSDIR\ledgers\$Ledger.txt"
  ${EndIf}
  Call DeleteListed
  ${If} ${FileExists} "$Place${OLD}\*.*"
    StrCpy $R0 "$Place${OLD}"
    StrCpy $R1 $Place
    Call Merge
  ${EndIf}
FunctionEnd

Function RemoveReplacedLine
  Call SplitLine
  Call RemoveReplaced
FunctionEnd

; Moves what is in the folder $R0 into the folder $R1, and loses nothing.
Function Merge
  Push $R2
  Push $R3
  FindFirst $R2 $R3 "$R0\*.*"
  ${DoWhile} $R3 != ""
    ${If} $R3 != "."
    ${AndIf} $R3 != ".."
      ${If} ${FileExists} "$R0\$R3\*.*"
      ${AndIf} ${FileExists} "$R1\$R3\*.*"
        Push $R0
        Push $R1
        StrCpy $R0 "$R0\$R3"
        StrCpy $R1 "$R1\$R3"
        Call Merge
        Pop $R1
        Pop $R0
      ${ElseIf} ${FileExists} "$R1\$R3"
        ; An earlier one may have that name.
        StrCpy $R4 "$R1\$R3.before-${VERSION}"
        ${DoWhile} ${FileExists} $R4
          StrCpy $R4 "$R4-"
        ${Loop}
        Rename "$R0\$R3" $R4
      ${Else}
        Rename "$R0\$R3" "$R1\$R3"
      ${EndIf}
    ${EndIf}
    FindNext $R2 $R3
  ${Loop}
  FindClose $R2
  RMDir $R0
  Pop $R3
  Pop $R2
FunctionEnd

!macro NoteDeclined Id Title
  SectionGetFlags ${Section.${Id}} $0
  IntOp $0 $0 & ${DECIDED}
  ${If} $0 = 0
    StrCpy $Declined "$Declined${Id},"
  ${EndIf}
!macroend

Function RegisterPlace
  Call SplitLine
  WriteRegStr SHCTX "${KEY}\Places" $Place $Ledger
FunctionEnd

Function RegisterParent
  WriteRegStr SHCTX "${KEY}\Places" $Line "parent"
FunctionEnd

; Tells Windows and Enlarger where it is.
Function Register
  WriteRegStr SHCTX "${KEY}" "Folder" $INSTDIR
  WriteRegStr SHCTX "${KEY}" "Version" "${VERSION}"
  StrCpy $Declined ","
  !insertmacro EachComponent NoteDeclined
  ${If} $PaintNet == ""
    ; Nobody could have wanted it.
    ${StrRep} $Declined $Declined ",paint.net," ","
  ${EndIf}
  WriteRegStr SHCTX "${KEY}" "Declined" $Declined
  DeleteRegKey SHCTX "${KEY}\Places"
  ${EachLine} "${PLACES}" RegisterPlace
  ${EachLine} "${PARENTS}" RegisterParent

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "Enlarger"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "The Enlarger authors"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" $INSTDIR
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $Size
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1

  ${If} $OldFolder != ""
    StrCpy $PathFolder $OldFolder
    Call RemoveFromPath
  ${EndIf}
  ${If} ${SectionIsSelected} ${Section.command-line}
    StrCpy $PathFolder $INSTDIR
    Call AddToPath
  ${EndIf}

  ${If} ${SectionIsSelected} ${Section.krita}
    CreateDirectory "$KritaFolder\actions"
    ClearErrors
    CopyFiles /SILENT "$PLUGINSDIR\krita\enlarger.desktop" "$KritaFolder\pykrita\enlarger.desktop"
    CopyFiles /SILENT "$PLUGINSDIR\krita\enlarger.action" "$KritaFolder\actions\enlarger.action"
    ${If} ${Errors}
      StrCpy $Notes "$Notes$\r$\n$\r$\nKrita was not told of the plug-in: files in $KritaFolder cannot be written."
      ${Say} "Krita was not told of the plug-in: files in $KritaFolder cannot be written."
    ${EndIf}
  ${EndIf}

  !insertmacro DeleteExplorerMenu
  !ifdef EXPLORER
    ${If} ${SectionIsSelected} ${Section.explorer}
      !insertmacro WriteExplorerMenu
    ${EndIf}
  !endif
FunctionEnd

!macro KeepLedger Name
  CopyFiles /SILENT "$0\${Name}.txt" "$OldLedgers\${Name}.txt"
!macroend

; The lists of the version before, which go with its files.
Function KeepOldLedgers
  StrCpy $0 "$INSTDIR${OLD}\uninstall"
  ${IfNot} ${FileExists} "$0\program.txt"
    ${If} $OldFolder == ""
      Return
    ${EndIf}
    StrCpy $0 "$OldFolder\uninstall"
  ${EndIf}
  StrCpy $OldLedgers "$PLUGINSDIR\old-ledgers"
  CreateDirectory $OldLedgers
  !insertmacro EachLedger KeepLedger
FunctionEnd

; The files of the version before, here and wherever it was; plug-ins that are not wanted any more.
Function RemoveOld
  DetailPrint "Removing the old files..."
  Call KeepOldLedgers
  ${EachLine} "${SWAPPED}" RemoveReplacedLine
  ${EachLine} "${OLD_PLACES}" RemoveUnwanted
  ${EachLine} "${PARENTS}" RemoveParent
  ${If} $OldFolder != ""
  ${AndIf} $OldFolder != $INSTDIR
    StrCpy $Folder $OldFolder
    StrCpy $LedgerFile "$OldLedgers\program.txt"
    Call DeleteListed
  ${EndIf}
FunctionEnd

Function RemoveUnwanted
  StrCpy $R4 $Line
  StrCpy $R5 0
  ${EachLine} "${PLACES}" CompareUnwanted
  StrCpy $Line $R4
  Call SplitLine
  ${If} $R5 == 0
    StrCpy $Folder $Place
    StrCpy $LedgerFile "$OldLedgers\$Ledger.txt"
    ${If} $Ledger == krita
      Delete "$Place.desktop"
      ${GetParent} $Place $0
      ${GetParent} $0 $0
      Delete "$0\actions\enlarger.action"
    ${EndIf}
    ; That one is about to be replaced, by another process.
    ${If} $PartIsElevated != 1
    ${OrIf} $Place != $PaintNet
      Call DeleteListed
    ${EndIf}
    ; What cannot be removed now is not forgotten.
    ${If} ${FileExists} "$Place\*.*"
      WriteRegStr SHCTX "${KEY}\Places" $Place $Ledger
    ${EndIf}
  ${EndIf}
FunctionEnd

; The same folder, whatever it holds.
Function CompareUnwanted
  Call SplitLine
  StrCpy $0 $Place
  StrCpy $1 $Line
  StrCpy $Line $R4
  Push $0
  Call SplitLine
  Pop $0
  ${If} $Place == $0
    StrCpy $R5 1
  ${EndIf}
FunctionEnd

; Paint.NET's own folder is an administrator's: another process writes that one plug-in.
Function InstallElevated
  ${If} $PartIsElevated != 1
    Return
  ${EndIf}
  StrCpy $R6 0
  ClearErrors
  ExecShellWait "runas" "$EXEPATH" '/S /PART="$PaintNet" /LOG="$PLUGINSDIR\part.log"'
  ${IfNot} ${Errors}
    ClearErrors
    FileOpen $0 "$PLUGINSDIR\part.log" r
    ${IfNot} ${Errors}
      FileRead $0 $1
      FileClose $0
      StrCpy $1 $1 5
      ${If} $1 == "Done."
        StrCpy $R6 1
      ${EndIf}
    ${EndIf}
  ${EndIf}
  ${If} $R6 == 1
    WriteRegStr SHCTX "${KEY}\Places" $PaintNet "paint.net"
  ${Else}
    StrCpy $1 "Paint.NET's plug-in was left out: no administrator has allowed to write into $PaintNet."
    ${Say} $1
    StrCpy $Notes "$Notes$\r$\n$\r$\n$1"
  ${EndIf}
FunctionEnd

; In that process.
Function InstallPart
  SetOutPath $TEMP
  StrCpy $1 $Part "" -17
  ${If} $1 != "\Effects\Enlarger"
    ${Fail} "$Part is no folder for Paint.NET's plug-in."
  ${EndIf}
  StrCpy $Target "$PLUGINSDIR\ledgers"
  Call Put.ledgers
  StrCpy $Ledger paint.net
  StrCpy $Place $Part
  ${Append} "${PLACES}" "$Ledger|$Place"
  Call Recover
  StrCpy $Target "$Place${NEW}"
  Call Put.paint.net
  StrCpy $IsSwapping 1
  Call Swap
  StrCpy $IsSwapping 0
  ; The list of an older version is not trusted here, with an administrator's rights; the folder is the plug-in's alone.
  RMDir /r "$Place${OLD}"
  ${Say} "Done."
FunctionEnd
