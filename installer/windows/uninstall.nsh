; The uninstaller. It carries the lists of what the installer brought, so that they cannot be lost.
!define /redef un "un."

Function un.onInit
  SetRegView 64
  InitPluginsDir
  SetShellVarContext current
  StrCpy $LocalData $LOCALAPPDATA
  Call un.OpenLog

  !insertmacro Switch "/PURGE" $0
  ${IfNot} ${Errors}
    StrCpy $Purge 1
  ${EndIf}
  !insertmacro Switch "/PART=" $Part
  ${If} $Part != ""
    SetSilent silent
    Call un.RemovePart
    SetErrorLevel 0
    Quit
  ${EndIf}

  Call un.DemandAlone
  StrCpy $Mode user
  ReadRegStr $0 HKCU "${KEY}" "Folder"
  ${If} $0 != $INSTDIR
    ; A copy, or another user's: nothing but the files beside it is its own.
    StrCpy $Mode none
    ReadRegStr $0 HKLM "${KEY}" "Folder"
    ${If} $0 == $INSTDIR
      StrCpy $Mode machine
      SetShellVarContext all
      Call un.IsAdministrator
      ${If} $0 == 0
        ${If} ${Silent}
          ${Fail} "Only an administrator can remove what is installed for everybody: start this as an administrator."
        ${EndIf}
        Call un.LeaveAlone
        StrCpy $1 ""
        ${If} $Purge == 1
          StrCpy $1 "/PURGE"
        ${EndIf}
        ClearErrors
        ExecShell "runas" "$INSTDIR\uninstall.exe" $1
        SetErrorLevel 0
        ${If} ${Errors}
          SetErrorLevel 1
        ${EndIf}
        Quit
      ${EndIf}
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.CleanUp
FunctionEnd

!macro CarryLedger Name
  File "/oname=$PLUGINSDIR\ledgers\${Name}.txt" "${LEDGERS}/${Name}.txt"
!macroend

Function un.CarryLedgers
  CreateDirectory "$PLUGINSDIR\ledgers"
  !insertmacro EachLedger CarryLedger
FunctionEnd

Function un.Uninstall
  SetOutPath $TEMP
  Call un.CarryLedgers
  Call un.ListPlaces
  Call un.DemandNothingRuns

  CopyFiles /SILENT "$INSTDIR\uninstall.exe" "$PLUGINSDIR\uninstall.exe"
  ${EachLine} "${PLACES}" un.RemovePlace
  StrCpy $Folder $INSTDIR
  StrCpy $LedgerFile "$PLUGINSDIR\ledgers\program.txt"
  Call un.DeleteListed
  RMDir /r "$INSTDIR${NEW}"
  ; What is in use stays, and can be removed by another try.
  ${If} ${FileExists} "$INSTDIR\enlarger.exe"
    CopyFiles /SILENT "$PLUGINSDIR\uninstall.exe" "$INSTDIR\uninstall.exe"
    ${Fail} "Some files in $INSTDIR are in use: close the programs that use them, then remove Enlarger again."
  ${EndIf}

  ${If} $Mode == none
    ${Say} "Done."
    Return
  ${EndIf}
  StrCpy $PathFolder $INSTDIR
  Call un.RemoveFromPath
  !insertmacro DeleteExplorerMenu
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${KEY}\Places"
  DeleteRegValue SHCTX "${KEY}" "Folder"
  DeleteRegValue SHCTX "${KEY}" "Version"
  DeleteRegValue SHCTX "${KEY}" "Declined"
  DeleteRegKey /ifnosubkeys /ifnovalues SHCTX "${KEY}"
  ${EachLine} "${PARENTS}" un.RemoveParent
  ${EachLine} "${PARENTS}" un.RemoveParent
  ${EachLine} "${PARENTS}" un.RemoveParent
  ${If} $Purge == 1
    RMDir /r "$LocalData\Enlarger"
  ${EndIf}
  ${Say} "Done."
FunctionEnd

Function un.ListPlaces
  StrCpy $Watch ","
  StrCpy $WatchFolder $INSTDIR
  ${If} $Mode == none
    Return
  ${EndIf}
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
      ${Append} "${PLACES}" "$Ledger|$Place"
      StrCpy $Watch "$Watch$Ledger,"
      ${If} $Ledger == paint.net-portable
        StrCpy $Watch "$Watchpaint.net,"
      ${EndIf}
    ${EndIf}
  ${Loop}
FunctionEnd

Function un.RemovePlace
  Call un.SplitLine
  ${If} $Ledger == krita
    Delete "$Place.desktop"
    ${GetParent} $Place $0
    ${GetParent} $0 $0
    Delete "$0\actions\enlarger.action"
  ${EndIf}
  ${IfNot} ${FileExists} "$Place\*.*"
    Return
  ${EndIf}
  StrCpy $1 $Place
  Call un.CanWrite
  ${If} $0 == 0
    ${IfNot} ${Silent}
      ExecShellWait "runas" "$INSTDIR\uninstall.exe" '/S /PART="$Place" /LOG="$PLUGINSDIR\part.log" _?=$INSTDIR'
    ${EndIf}
    ${If} ${FileExists} "$Place\*.*"
      ${Fail} "Only an administrator can remove $Place: start this again as an administrator."
    ${EndIf}
  ${Else}
    StrCpy $Folder $Place
    StrCpy $LedgerFile "$PLUGINSDIR\ledgers\$Ledger.txt"
    Call un.DeleteListed
  ${EndIf}
FunctionEnd

Function un.RemoveParent
  RMDir $Line
FunctionEnd

; In the process with an administrator's rights.
Function un.RemovePart
  StrCpy $1 $Part "" -17
  ${If} $1 != "\Effects\Enlarger"
    ${Fail} "$Part is no folder for Paint.NET's plug-in."
  ${EndIf}
  Call un.CarryLedgers
  StrCpy $Folder $Part
  StrCpy $LedgerFile "$PLUGINSDIR\ledgers\paint.net.txt"
  Call un.DeleteListed
  ${Say} "Done."
FunctionEnd
